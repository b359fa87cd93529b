#include "image/work.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace compositor {

void one_after_another(int count, const std::function<void(int)>& job) {
  for (int i = 0; i < count; ++i) job(i);
}

}  // namespace compositor

namespace compositor::image {
namespace {

constexpr int kBand = 16;  // rows

// Another one on each thread.
const void* this_thread() {
  thread_local const char here = 0;
  return &here;
}

}  // namespace

Work::Work(ForEach for_each, Progress progress)
    : for_each_(for_each ? std::move(for_each) : ForEach(one_after_another)), progress_(std::move(progress)) {}

void Work::stage(double until) {
  from_ = until_;
  until_ = until;
  done(0);
}

void Work::done(double part) {
  if (progress_ && !canceled_) canceled_ = !progress_(from_ + (until_ - from_) * part);
}

void Work::each(int count, const std::function<void(int)>& job, double from, double to) {
  if (canceled_ || count <= 0) return;
  if (!progress_) return for_each_(count, job);
  const void* const caller = this_thread();
  std::atomic<int> finished{0};
  std::atomic<bool> stopped{false};
  for_each_(count, [&](int i) {
    if (stopped) return;
    job(i);
    const int so_far = ++finished;
    if (this_thread() != caller) return;
    done(from + (to - from) * so_far / count);
    stopped = canceled_;
  });
  done(to);
}

void Work::at_once(int count, const std::function<void(int)>& job) {
  if (!canceled_) for_each_(count, job);
}

void Work::rows(int count, const std::function<void(int, int)>& job) {
  at_once((count + kBand - 1) / kBand, [&](int band) { job(band * kBand, std::min(count, (band + 1) * kBand)); });
}

}  // namespace compositor::image
