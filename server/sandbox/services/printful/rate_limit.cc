#include "sandbox/services/printful/rate_limit.h"

#include <algorithm>

namespace sandbox::printful {

RateLimit::Verdict RateLimit::count(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto seconds = [](std::int64_t ms) { return static_cast<int>((ms + 999) / 1000); };
  if (now_ms < locked_until_ms_) return {false, 0, seconds(locked_until_ms_ - now_ms)};
  if (now_ms - window_start_ms_ >= kWindowMs) {
    window_start_ms_ = now_ms;
    used_ = 0;
  }
  if (++used_ > kRequests) {
    locked_until_ms_ = now_ms + kWindowMs;
    return {false, 0, seconds(kWindowMs)};
  }
  return {true, kRequests - used_, std::max(1, seconds(window_start_ms_ + kWindowMs - now_ms))};
}

void RateLimit::reset() {
  const std::lock_guard lock(mutex_);
  window_start_ms_ = 0;
  locked_until_ms_ = 0;
  used_ = 0;
}

}  // namespace sandbox::printful
