#pragma once

#include <chrono>
#include <mutex>

#include "ports/clock.h"

namespace adapters::memory {

// Stands still until it is moved. Starts at 22 November 2026, 09:30 UTC.
class ManualClock : public ports::Clock {
 public:
  explicit ManualClock(base::Timestamp start = base::from_unix_seconds(1'795'339'800)) : now_(start) {}

  base::Timestamp now() override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  void advance(std::chrono::milliseconds by) {
    const std::lock_guard lock(mutex_);
    now_ += by;
  }
  void set(base::Timestamp time) {
    const std::lock_guard lock(mutex_);
    now_ = time;
  }

 private:
  std::mutex mutex_;
  base::Timestamp now_;
};

}  // namespace adapters::memory
