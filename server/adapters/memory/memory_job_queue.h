#pragma once

#include "adapters/memory/memory_database.h"
#include "ports/job_queue.h"

namespace adapters::memory {

// The worker's side of the jobs in a MemoryDatabase, which must outlive it.
class MemoryJobQueue : public ports::JobQueue {
 public:
  explicit MemoryJobQueue(MemoryDatabase& database) : database_(database) {}

  using JobQueue::claim;
  base::Result<std::optional<domain::Job>> claim(std::string_view worker, base::Timestamp now,
                                                 std::chrono::milliseconds lease,
                                                 const ports::JobKinds& kinds) override;
  base::Result<std::optional<domain::Job>> claim_announced(std::int64_t job_id, std::string_view worker,
                                                           base::Timestamp now,
                                                           std::chrono::milliseconds lease) override;
  base::Result<bool> extend(const domain::Job& job, base::Timestamp lease_until) override;
  base::Result<void> retry_later(const domain::Job& job, base::Timestamp run_at, std::string_view error) override;
  base::Result<void> hand_back(const domain::Job& job, base::Timestamp run_at) override;
  base::Result<void> discard(const domain::Job& job, base::Timestamp now, domain::DiscardReason reason,
                             std::string_view error) override;
  base::Result<int> rescue(base::Timestamp now) override;
  base::Result<std::optional<domain::Job>> claim_spent(std::string_view worker, base::Timestamp now,
                                                       std::chrono::milliseconds lease) override;
  base::Result<std::vector<ports::JobAnnouncement>> announce_ready(base::Timestamp now,
                                                                   base::Timestamp announced_before,
                                                                   int limit) override;
  base::Result<std::map<std::string, int>> depth() override;
  base::Result<std::vector<ports::QuarantinedJob>> quarantined(int limit) override;
  base::Result<bool> retry(std::int64_t job_id, base::Timestamp now) override;
  base::Result<bool> cancel(std::int64_t job_id, base::Timestamp now) override;

  // Makes the next call(s) fail without effect.
  InjectedErrors errors;

 private:
  MemoryDatabase& database_;
};

}  // namespace adapters::memory
