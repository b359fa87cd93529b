#include "app/jobs/sweep_jobs.h"

#include "app/finish_job.h"

namespace app {

base::Result<void> sweep_jobs(Services& services, const domain::Job& job) {
  constexpr std::chrono::hours kKept{30 * 24};
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) {
    transaction.jobs().remove_completed(now - kKept);
    transaction.inbox().drop_payloads(now - kKept);
    transaction.customers().drop_unconfirmed_deletions(now - domain::kDeletionLinkLifetime);
    return finish_job(transaction, job, now);
  });
}

}  // namespace app
