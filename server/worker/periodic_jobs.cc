#include "worker/periodic_jobs.h"

#include <string>

namespace worker {
namespace {

base::Timestamp latest_due(base::Timestamp now, std::chrono::seconds interval) {
  return base::Timestamp(now.time_since_epoch() / interval * interval);
}

}  // namespace

const std::vector<PeriodicJob>& periodic_jobs() {
  static const std::vector<PeriodicJob> jobs = {
      {domain::kSweepJobs, std::chrono::hours{24}},
      {domain::kSweepObjects, std::chrono::hours{24}},
      {domain::kReconcile, std::chrono::minutes{15}},
  };
  return jobs;
}

base::Result<void> PeriodicEnqueuer::enqueue_due(app::Services& services) {
  const auto now = services.clock.now();
  std::map<std::string_view, base::Timestamp> due;
  for (const auto& job : jobs_) {
    const auto time = latest_due(now, job.interval);
    const auto known = enqueued_.find(job.kind);
    if (known == enqueued_.end() || known->second < time) due[job.kind] = time;
  }
  if (due.empty()) return {};
  const auto stored = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    for (const auto& [kind, time] : due) {
      const auto written = base::to_rfc3339(time);
      transaction.jobs().enqueue({std::string(kind), written, time, std::string(kind) + "@" + written});
    }
    return {};
  });
  if (!stored) return stored;
  for (const auto& [kind, time] : due) enqueued_[kind] = time;
  return {};
}

}  // namespace worker
