#include "domain/job.h"

#include <algorithm>

namespace domain {

int max_attempts_of(std::string_view kind) {
  // A photo that kills its renderer must not do so for ever; an outage of a service may last the night.
  if (kind == kRenderDesign || kind == kRenderPrintFiles) return 6;
  return 200;
}

RetryDecision decide_retry(const Job& job, base::ErrorCode error, double jitter) {
  if (job.attempt >= job.max_attempts) return {};
  if (!base::is_transient(error) && error != base::ErrorCode::kInternal) return {};
  const int doublings = std::min(job.attempt - 1, 9);
  const std::chrono::milliseconds base_delay =
      std::min(std::chrono::milliseconds{1000LL << doublings}, std::chrono::milliseconds{300'000});
  const auto extra = static_cast<std::int64_t>(static_cast<double>(base_delay.count()) * 0.5 * jitter);
  return {true, base_delay + std::chrono::milliseconds{extra}};
}

}  // namespace domain
