#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "adapters/memory/injected_errors.h"
#include "ports/email_sender.h"

namespace adapters::memory {

class MemoryEmailSender : public ports::EmailSender {
 public:
  base::Result<std::string> send(const ports::Email& email) override {
    if (auto error = errors_before.take()) return base::Failure(std::move(*error));
    const std::lock_guard lock(mutex_);
    sent_.push_back(email);
    if (auto error = errors_after.take()) {
      error->code = base::ErrorCode::kUnanswered;
      return base::Failure(std::move(*error));
    }
    return "message-" + std::to_string(sent_.size());
  }

  std::vector<ports::Email> sent() {
    const std::lock_guard lock(mutex_);
    return sent_;
  }

  // Makes the next call(s) fail: `before` without sending, `after` although it was sent (a lost answer).
  InjectedErrors errors_before;
  InjectedErrors errors_after;

 private:
  std::mutex mutex_;
  std::vector<ports::Email> sent_;
};

}  // namespace adapters::memory
