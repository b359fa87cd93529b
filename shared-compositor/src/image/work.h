#pragma once

#include "compositor/result.h"
#include "compositor/work.h"

namespace compositor::image {

// One call's work: the caller's threads, and whether it still wants the result. Once canceled, each() does nothing, and
// what was being made is worthless.
class Work {
 public:
  explicit Work(ForEach for_each = {}, Progress progress = {});

  // Begins the next stage, which ends when `until` (0..1) of the whole is done.
  void stage(double until);
  // `part` (0..1) of the stage is done.
  void done(double part);
  // The caller's ForEach; a Progress is told after each job that is done on this thread. From `from` to `to` of the stage.
  void each(int count, const std::function<void(int)>& job, double from = 0, double to = 1);

  // Short work, of which nobody is told in between: all jobs, and all rows of a picture, job(first, end) for a band of them.
  void at_once(int count, const std::function<void(int)>& job);
  void rows(int count, const std::function<void(int, int)>& job);

  [[nodiscard]] bool canceled() const { return canceled_; }

 private:
  ForEach for_each_;
  Progress progress_;
  double from_ = 0, until_ = 0;
  bool canceled_ = false;
};

inline tl::unexpected<Error> canceled() { return fail(ErrorCode::kCanceled, "The picture is no longer wanted."); }

}  // namespace compositor::image
