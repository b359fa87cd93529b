#include "domain/retry_policy.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace domain {
namespace {

using std::chrono::milliseconds;

struct BackOff {
  milliseconds first;
  milliseconds longest;
};

// Nothing where the same call would fail again.
std::optional<BackOff> back_off_after(base::ErrorCode error) {
  switch (error) {
    case base::ErrorCode::kUnavailable:
    case base::ErrorCode::kInternal: return BackOff{milliseconds{1'000}, milliseconds{300'000}};
    case base::ErrorCode::kRateLimited: return BackOff{milliseconds{5'000}, milliseconds{120'000}};
    default: return std::nullopt;
  }
}

}  // namespace

int max_attempts_of(std::string_view) {
  return 200;  // with the delays above at least six hours, and sixteen for an outage: it may last the night
}

int crash_limit_of(std::string_view kind) {
  if (kind == kRenderDesign || kind == kRenderPrintFiles) return 6;
  return std::numeric_limits<int>::max();
}

RetryDecision decide_retry(const Job& job, base::ErrorCode error, double jitter) {
  const auto back_off = back_off_after(error);
  if (!back_off) return {.reason = DiscardReason::kRefused};
  if (job.tries() >= job.max_attempts) return {.reason = DiscardReason::kExhausted};
  if (error == base::ErrorCode::kInternal && job.tries() >= crash_limit_of(job.kind)) {
    return {.reason = DiscardReason::kCrashed};
  }
  const int doublings = std::min(job.tries() - 1, 9);
  const milliseconds delay = std::min(back_off->first * (1 << doublings), back_off->longest);
  const auto extra = static_cast<std::int64_t>(static_cast<double>(delay.count()) * 0.5 * jitter);
  return {.retry = true, .delay = delay + milliseconds{extra}};
}

}  // namespace domain
