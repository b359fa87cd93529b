#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "base/error.h"

namespace adapters::memory {

// Errors that a twin gives instead of its next answers, first in, first out. May be used from any thread.
class InjectedErrors {
 public:
  void push(base::Error error) {
    const std::lock_guard lock(mutex_);
    errors_.push_back(std::move(error));
  }
  void push(base::ErrorCode code, int times = 1) {
    for (int i = 0; i < times; ++i) push(base::Error{code, "Please try again later.", "injected", {}});
  }
  // Lets one go by unharmed.
  void push_none() {
    const std::lock_guard lock(mutex_);
    errors_.push_back(std::nullopt);
  }
  std::optional<base::Error> take() {
    const std::lock_guard lock(mutex_);
    if (errors_.empty()) return std::nullopt;
    auto error = std::move(errors_.front());
    errors_.pop_front();
    return error;
  }

 private:
  std::mutex mutex_;
  std::deque<std::optional<base::Error>> errors_;
};

}  // namespace adapters::memory
