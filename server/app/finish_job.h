#pragma once

#include "app/services.h"

namespace app {

// The error of a worker whose lease went to another attempt: its transaction must not commit.
inline base::Failure lease_lost() {
  return base::fail(base::ErrorCode::kConflict, "This job is in other hands.", "lease lost");
}

// Completes `job` in the transaction of its effect.
inline base::Result<void> finish_job(ports::Transaction& transaction, const domain::Job& job, base::Timestamp now) {
  if (!transaction.jobs().complete(job, now)) return lease_lost();
  return {};
}

// For a job that turned out to have nothing to do.
inline base::Result<void> finish_job(Services& services, const domain::Job& job) {
  const auto now = services.clock.now();
  return services.database.transact(
      [&](ports::Transaction& transaction) { return finish_job(transaction, job, now); });
}

}  // namespace app
