#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "ports/job_bell.h"

namespace adapters::memory {

// An announcement wakes one waiter; one that nobody waits for is kept for the next.
class MemoryJobBell : public ports::JobBell {
 public:
  void ring(const std::vector<ports::JobAnnouncement>& ready) noexcept override;
  std::optional<ports::JobAnnouncement> wait(std::chrono::milliseconds timeout) noexcept override;
  void acknowledge(const ports::JobAnnouncement& heard) noexcept override;
  bool take_lost() noexcept override;

  std::vector<std::string> rung();  // the kind of every announcement so far
  int acknowledged();
  void empty();  // forgets what nobody heard yet, as a flushed Redis does

 private:
  std::mutex mutex_;
  std::condition_variable rang_;
  std::deque<ports::JobAnnouncement> pending_;
  std::vector<std::string> kinds_;
  int acknowledged_ = 0;
  bool lost_ = false;
};

}  // namespace adapters::memory
