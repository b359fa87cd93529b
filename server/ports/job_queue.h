#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/job.h"
#include "domain/job_state.h"
#include "ports/job_bell.h"

namespace ports {

using JobKinds = std::set<std::string, std::less<>>;

// A discarded job that waits for a person.
struct QuarantinedJob {
  domain::Job job;
  domain::DiscardReason reason = domain::DiscardReason::kRefused;
  std::string error;  // of its last attempt
  base::Timestamp since;
};

// The worker's side of the jobs that Transaction::jobs() writes. Each call is a short transaction of its own.
class JobQueue {
 public:
  virtual ~JobQueue() = default;

  // Takes the oldest ready job of these kinds (empty: of all), raises its attempt and leases it until now + lease.
  // Nothing when none is ready.
  virtual base::Result<std::optional<domain::Job>> claim(std::string_view worker, base::Timestamp now,
                                                         std::chrono::milliseconds lease, const JobKinds& kinds) = 0;
  base::Result<std::optional<domain::Job>> claim(std::string_view worker, base::Timestamp now,
                                                 std::chrono::milliseconds lease) {
    return claim(worker, now, lease, {});
  }
  // The same for one job that was announced; nothing when it is no longer ready, or not yet.
  virtual base::Result<std::optional<domain::Job>> claim_announced(std::int64_t job_id, std::string_view worker,
                                                                   base::Timestamp now,
                                                                   std::chrono::milliseconds lease) = 0;
  // Extends the lease; false when the job is no longer this attempt's.
  virtual base::Result<bool> extend(const domain::Job& job, base::Timestamp lease_until) = 0;
  virtual base::Result<void> retry_later(const domain::Job& job, base::Timestamp run_at, std::string_view error) = 0;
  // Puts a job back that could not be tried at all, or that this worker cannot finish because it must stop; another may have
  // it from run_at on. Its attempt stays its fencing number but is excused: no try.
  virtual base::Result<void> hand_back(const domain::Job& job, base::Timestamp run_at) = 0;
  virtual base::Result<void> discard(const domain::Job& job, base::Timestamp now, domain::DiscardReason reason,
                                     std::string_view error) = 0;
  // Returns jobs whose lease ran out to the queue, except the spent ones; tells how many. Spent is a job that lost its
  // worker at or after its domain::crash_limit_of(kind)th try, or at its last one.
  virtual base::Result<int> rescue(base::Timestamp now) = 0;
  // Leases one spent job whose lease ran out, so that it can be given up and discarded; it is not to be run. The attempt
  // stays, so a worker that still lives may yet finish the job: giving up must bear that.
  virtual base::Result<std::optional<domain::Job>> claim_spent(std::string_view worker, base::Timestamp now,
                                                               std::chrono::milliseconds lease) = 0;
  // Ready jobs that were not announced since `announced_before` (nor ever), at most `limit`; they count as announced now.
  virtual base::Result<std::vector<JobAnnouncement>> announce_ready(base::Timestamp now,
                                                                    base::Timestamp announced_before, int limit) = 0;
  // Waiting, running and discarded jobs per kind and state, for metrics: key "kind/state".
  virtual base::Result<std::map<std::string, int>> depth() = 0;

  // For the owner. What was discarded, latest first, at most `limit`.
  virtual base::Result<std::vector<QuarantinedJob>> quarantined(int limit) = 0;
  // Makes a discarded job available again, as if it had not been tried yet. False when there
  // is no such discarded job.
  virtual base::Result<bool> retry(std::int64_t job_id, base::Timestamp now) = 0;
  // Ends a job that waits or was discarded; false when there is no such one.
  virtual base::Result<bool> cancel(std::int64_t job_id, base::Timestamp now) = 0;
};

}  // namespace ports
