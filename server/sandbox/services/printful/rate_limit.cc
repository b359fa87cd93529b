#include "sandbox/services/printful/rate_limit.h"

#include <algorithm>

namespace sandbox::printful {

RateLimit::Verdict RateLimit::count(std::int64_t now_ms, bool asks_large_rate) {
  const std::lock_guard lock(mutex_);
  const auto seconds = [](std::int64_t ms) { return static_cast<int>((ms + 999) / 1000); };
  if (now_ms < locked_until_ms_) {
    remember(now_ms, false);
    return {false, 0, seconds(locked_until_ms_ - now_ms)};
  }
  if (now_ms - window_start_ms_ >= kWindowMs) {
    window_start_ms_ = now_ms;
    used_ = 0;
    large_rates_ = 0;
  }
  if (asks_large_rate) ++large_rates_;
  const bool allowed = ++used_ <= kRequests && large_rates_ <= kLargeRates;
  remember(now_ms, allowed);
  if (!allowed) {
    locked_until_ms_ = now_ms + kWindowMs;
    return {false, 0, seconds(kWindowMs)};
  }
  return {true, kRequests - used_, std::max(1, seconds(window_start_ms_ + kWindowMs - now_ms))};
}

void RateLimit::remember(std::int64_t now_ms, bool allowed) {
  ++record_.requests;
  if (!allowed) ++record_.refused;
  last_minute_.push_back(now_ms);
  while (last_minute_.front() <= now_ms - kWindowMs) last_minute_.pop_front();
  record_.most_in_a_minute = std::max(record_.most_in_a_minute, static_cast<int>(last_minute_.size()));
}

RateLimit::Record RateLimit::record() const {
  const std::lock_guard lock(mutex_);
  return record_;
}

void RateLimit::reset() {
  const std::lock_guard lock(mutex_);
  record_ = {};
  last_minute_.clear();
  window_start_ms_ = 0;
  locked_until_ms_ = 0;
  used_ = 0;
  large_rates_ = 0;
}

}  // namespace sandbox::printful
