#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "ports/job_bell.h"

namespace adapters::memory {

// A ring wakes one waiter; a ring that nobody waits for is kept for the next.
class MemoryJobBell : public ports::JobBell {
 public:
  void ring(std::string_view kind) noexcept override;
  void wait(std::chrono::milliseconds timeout) noexcept override;

  std::vector<std::string> rung();  // every kind so far

 private:
  std::mutex mutex_;
  std::condition_variable rang_;
  int pending_ = 0;
  std::vector<std::string> kinds_;
};

}  // namespace adapters::memory
