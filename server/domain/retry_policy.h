#pragma once

#include <chrono>
#include <string_view>

#include "base/error.h"
#include "domain/job.h"
#include "domain/job_state.h"

namespace domain {

int max_attempts_of(std::string_view kind);

// The try (domain::Job::tries) after which a job that ends badly inside our own walls (kInternal, or with its worker) is not
// run again. Only where a customer's photo may be what kills it; elsewhere more than any job's max_attempts.
int crash_limit_of(std::string_view kind);

// Whether a failed job is tried again, and when: only transient errors and, up to the crash limit, our own faults
// (kInternal) are. The first delay doubles with each try up to the longest, plus up to half of that by chance:
//   unavailable, internal   1 s ... 5 min
//   rate_limited            5 s ... 2 min   (whoever limits us forgets within minutes; coming back at once prolongs it)
// `jitter` in [0, 1).
struct RetryDecision {
  bool retry = false;
  std::chrono::milliseconds delay{0};
  DiscardReason reason = DiscardReason::kRefused;  // why not
};
RetryDecision decide_retry(const Job& job, base::ErrorCode error, double jitter);

}  // namespace domain
