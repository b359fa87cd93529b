#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "worker/worker_loop.h"

namespace worker {

// Some worker loops, each in a thread of its own; they work from the beginning. `each.name` is followed by "-0", "-1" ...
class Crew {
 public:
  Crew(app::Services& services, ports::JobQueue& queue, ports::JobBell& bell, int size, const WorkerOptions& each);
  // Waits for the jobs in hand, however long they take.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  // Takes no more jobs and waits for those in hand. False when some are not done after `patience`: their leases are then
  // given back, and the process should end at once rather than wait for work that can no longer be stored.
  bool drain(std::chrono::milliseconds patience);

 private:
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t running_;
  std::vector<std::unique_ptr<WorkerLoop>> loops_;
  std::vector<std::thread> threads_;
};

}  // namespace worker
