#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/job.h"

namespace ports {

// The worker's side of the jobs that Transaction::jobs() writes. Each call is a short transaction of its own.
class JobQueue {
 public:
  virtual ~JobQueue() = default;

  // Takes the oldest ready job, raises its attempt and leases it until now + lease. Nothing when none is ready.
  virtual base::Result<std::optional<domain::Job>> claim(std::string_view worker, base::Timestamp now,
                                                         std::chrono::milliseconds lease) = 0;
  // Extends the lease; false when the job is no longer this attempt's.
  virtual base::Result<bool> extend(const domain::Job& job, base::Timestamp lease_until) = 0;
  virtual base::Result<void> retry_later(const domain::Job& job, base::Timestamp run_at, std::string_view error) = 0;
  virtual base::Result<void> discard(const domain::Job& job, base::Timestamp now, std::string_view error) = 0;
  // Returns jobs whose lease ran out to the queue, except the spent ones; tells how many. Spent is a job that lost its
  // worker at or after domain::crash_limit_of(kind), or at its last attempt.
  virtual base::Result<int> rescue(base::Timestamp now) = 0;
  // Leases one spent job whose lease ran out, so that it can be given up and discarded; it is not to be run. The attempt
  // stays, so a worker that still lives may yet finish the job: giving up must bear that.
  virtual base::Result<std::optional<domain::Job>> claim_spent(std::string_view worker, base::Timestamp now,
                                                               std::chrono::milliseconds lease) = 0;
  // Unfinished jobs per kind and state, for metrics: key "kind/state".
  virtual base::Result<std::map<std::string, int>> depth() = 0;
};

}  // namespace ports
