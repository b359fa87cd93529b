#pragma once

#include <thread>

#include "engine/faults.h"
#include "adapters/memory/memory_job_queue.h"

namespace simulation {

// The queue as a worker reaches it in a run. Leases are not extended: how long a job may take is then only a matter of
// how long its calls take, and a lease runs out under every worker that stands still.
class QueueOutside : public adapters::memory::MemoryJobQueue {
 public:
  QueueOutside(adapters::memory::MemoryDatabase& database, Faults& faults, Scheduler& scheduler)
      : MemoryJobQueue(database), faults_(faults), scheduler_(scheduler), owner_(std::this_thread::get_id()) {}

  base::Result<std::optional<domain::Job>> claim(std::string_view worker, base::Timestamp now,
                                                 std::chrono::milliseconds lease, const ports::JobKinds& kinds) override {
    auto claimed = faults_.call("claim", [&] { return MemoryJobQueue::claim(worker, now, lease, kinds); });
    if (claimed && *claimed) take_in_hand(**claimed);
    return claimed;
  }
  base::Result<bool> extend(const domain::Job& job, base::Timestamp lease_until) override {
    // From LeaseKeeper's thread, which lives in real time.
    if (std::this_thread::get_id() != owner_) return true;
    return faults_.call("extend lease", [&] { return MemoryJobQueue::extend(job, lease_until); });
  }
  base::Result<void> retry_later(const domain::Job& job, base::Timestamp run_at, std::string_view error) override {
    scheduler_.tell("will try " + job.kind + " " + job.payload + " again: " + std::string(error));
    return faults_.call("put back", [&] { return MemoryJobQueue::retry_later(job, run_at, error); });
  }
  base::Result<void> discard(const domain::Job& job, base::Timestamp now, domain::DiscardReason reason,
                             std::string_view error) override {
    scheduler_.tell("gives " + job.kind + " " + job.payload + " up: " + std::string(error));
    return faults_.call("discard", [&] { return MemoryJobQueue::discard(job, now, reason, error); });
  }
  base::Result<int> rescue(base::Timestamp now) override {
    return faults_.call("rescue", [&] { return MemoryJobQueue::rescue(now); });
  }
  base::Result<std::optional<domain::Job>> claim_spent(std::string_view worker, base::Timestamp now,
                                                       std::chrono::milliseconds lease) override {
    return faults_.call("claim spent", [&] { return MemoryJobQueue::claim_spent(worker, now, lease); });
  }

 private:
  void take_in_hand(const domain::Job& job) {
    scheduler_.current().job_kind = job.kind;
    scheduler_.current().job_payload = job.payload;
    scheduler_.tell("runs " + job.kind + " " + job.payload + " (job " + std::to_string(job.id) + ", attempt " +
                    std::to_string(job.attempt) + ")");
  }

  Faults& faults_;
  Scheduler& scheduler_;
  std::thread::id owner_;
};

}  // namespace simulation
