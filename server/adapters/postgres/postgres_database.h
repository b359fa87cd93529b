#pragma once

#include "adapters/postgres/connection_pool.h"
#include "ports/database.h"
#include "ports/job_bell.h"

namespace adapters::postgres {

// `pool` and `bell` must outlive it; `bell` may be null (workers then find jobs when they poll).
class PostgresDatabase : public ports::Database {
 public:
  explicit PostgresDatabase(ConnectionPool& pool, ports::JobBell* bell = nullptr) : pool_(pool), bell_(bell) {}

  // Work may run up to three times (see run_transaction.h). Text that the database cannot hold is kInvalidInput.
  base::Result<void> transact(const std::function<base::Result<void>(ports::Transaction&)>& work) override;
  base::Result<void> ping() override;

 private:
  ConnectionPool& pool_;
  ports::JobBell* bell_;
};

}  // namespace adapters::postgres
