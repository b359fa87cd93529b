#include "worker/crew.h"

#include <string>

namespace worker {

Crew::Crew(app::Services& services, ports::JobQueue& queue, ports::JobBell& bell, int size, const WorkerOptions& each)
    : running_(static_cast<std::size_t>(size)) {
  for (int i = 0; i < size; ++i) {
    WorkerOptions options = each;
    options.name += "-" + std::to_string(i);
    loops_.push_back(std::make_unique<WorkerLoop>(services, queue, bell, options));
  }
  for (const auto& loop : loops_) {
    threads_.emplace_back([this, &loop = *loop] {
      loop.run(stopping_);
      const std::lock_guard lock(mutex_);
      --running_;
      ended_.notify_all();
    });
  }
}

Crew::~Crew() {
  stopping_ = true;
  for (auto& thread : threads_) thread.join();
}

bool Crew::drain(std::chrono::milliseconds patience) {
  stopping_ = true;
  {
    std::unique_lock lock(mutex_);
    if (ended_.wait_for(lock, patience, [this] { return running_ == 0; })) return true;
  }
  for (const auto& loop : loops_) loop->hand_back();
  return false;
}

}  // namespace worker
