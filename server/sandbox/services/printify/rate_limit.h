#pragma once

#include <cstdint>
#include <mutex>

namespace sandbox::printify {

// So many requests in each window of a minute; what is too many is refused, and nothing more.
class RateLimit {
 public:
  explicit RateLimit(int requests) : requests_(requests) {}

  bool allows(std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    if (now_ms - window_start_ms_ >= 60'000) {
      window_start_ms_ = now_ms;
      used_ = 0;
    }
    return ++used_ <= requests_;
  }
  void reset() {
    const std::lock_guard lock(mutex_);
    window_start_ms_ = 0;
    used_ = 0;
  }

 private:
  const int requests_;
  std::mutex mutex_;
  std::int64_t window_start_ms_ = 0;
  int used_ = 0;
};

struct RateLimits {
  RateLimit all{600};
  RateLimit catalog{100};

  void reset() {
    all.reset();
    catalog.reset();
  }
};

}  // namespace sandbox::printify
