#pragma once

#include "adapters/postgres/connection_pool.h"
#include "ports/job_queue.h"

namespace adapters::postgres {

// `pool` must outlive it. Safe to use from many threads and processes at once.
class PostgresJobQueue : public ports::JobQueue {
 public:
  explicit PostgresJobQueue(ConnectionPool& pool) : pool_(pool) {}

  base::Result<std::optional<domain::Job>> claim(std::string_view worker, base::Timestamp now,
                                                 std::chrono::milliseconds lease) override;
  base::Result<bool> extend(const domain::Job& job, base::Timestamp lease_until) override;
  base::Result<void> retry_later(const domain::Job& job, base::Timestamp run_at, std::string_view error) override;
  base::Result<void> discard(const domain::Job& job, base::Timestamp now, std::string_view error) override;
  base::Result<int> rescue(base::Timestamp now) override;
  base::Result<std::optional<domain::Job>> claim_spent(std::string_view worker, base::Timestamp now,
                                                       std::chrono::milliseconds lease) override;
  base::Result<std::map<std::string, int>> depth() override;

 private:
  base::Result<Rows> run(const std::string& sql, const Params& params);

  ConnectionPool& pool_;
};

}  // namespace adapters::postgres
