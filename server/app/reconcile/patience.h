#pragma once

#include "base/result.h"

namespace app {

// With one service, for one walk: who failed three times in a row is not asked again. One order that a service cannot tell of
// is no outage.
class Patience {
 public:
  [[nodiscard]] bool is_over() const { return failures_ >= kMostFailures; }
  void note(const base::Result<void>& asked) {
    const bool failed = !asked && base::is_transient(asked.error().code);
    failures_ = failed ? failures_ + 1 : 0;
  }

 private:
  static constexpr int kMostFailures = 3;
  int failures_ = 0;
};

}  // namespace app
