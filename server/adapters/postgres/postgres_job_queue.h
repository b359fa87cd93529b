#pragma once

#include "adapters/postgres/connection_pool.h"
#include "ports/job_queue.h"

namespace adapters::postgres {

// `pool` must outlive it. Safe to use from many threads and processes at once.
class PostgresJobQueue : public ports::JobQueue {
 public:
  explicit PostgresJobQueue(ConnectionPool& pool) : pool_(pool) {}

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

 private:
  base::Result<Rows> run(const std::string& sql, const Params& params);
  base::Result<void> change(const std::string& sql, const Params& params);
  base::Result<bool> changes_one(const std::string& sql, const Params& params);

  ConnectionPool& pool_;
};

}  // namespace adapters::postgres
