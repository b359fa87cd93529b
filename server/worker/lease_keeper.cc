#include "worker/lease_keeper.h"

#include "base/log.h"

namespace worker {

LeaseKeeper::LeaseKeeper(ports::JobQueue& queue, ports::Clock& clock, const domain::Job& job,
                         std::chrono::milliseconds lease)
    : thread_([this, &queue, &clock, job, lease] {
        std::unique_lock lock(mutex_);
        while (!done_changed_.wait_for(lock, lease / 3, [this] { return done_; })) {
          lock.unlock();
          const auto extended = queue.extend(job, clock.now() + lease);
          if (!extended) base::log_error("a lease could not be extended", extended.error(), {{"kind", job.kind}});
          lock.lock();
        }
      }) {}

LeaseKeeper::~LeaseKeeper() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  done_changed_.notify_all();
  thread_.join();
}

}  // namespace worker
