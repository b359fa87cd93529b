#include "domain/job.h"

#include <algorithm>

namespace domain {

int max_attempts_of(std::string_view) {
  return 200;  // with the delays below some 16 hours: an outage may last the night
}

int crash_limit_of(std::string_view kind) {
  if (kind == kRenderDesign || kind == kRenderPrintFiles) return 6;
  return max_attempts_of(kind);
}

RetryDecision decide_retry(const Job& job, base::ErrorCode error, double jitter) {
  if (job.attempt >= job.max_attempts) return {};
  const bool our_fault = error == base::ErrorCode::kInternal;
  if (!base::is_transient(error) && !our_fault) return {};
  if (our_fault && job.attempt >= crash_limit_of(job.kind)) return {};
  const int doublings = std::min(job.attempt - 1, 9);
  const std::chrono::milliseconds base_delay =
      std::min(std::chrono::milliseconds{1000LL << doublings}, std::chrono::milliseconds{300'000});
  const auto extra = static_cast<std::int64_t>(static_cast<double>(base_delay.count()) * 0.5 * jitter);
  return {true, base_delay + std::chrono::milliseconds{extra}};
}

}  // namespace domain
