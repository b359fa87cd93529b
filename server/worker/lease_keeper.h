#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "ports/clock.h"
#include "ports/job_queue.h"

namespace worker {

// Extends a job's lease from a thread of its own, three times a lease, for as long as it lives.
class LeaseKeeper {
 public:
  LeaseKeeper(ports::JobQueue& queue, ports::Clock& clock, const domain::Job& job, std::chrono::milliseconds lease);
  ~LeaseKeeper();
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace worker
