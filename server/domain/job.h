#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/timestamp.h"

namespace domain {

// Job kinds; worker/job_handlers.cc maps each to one use case.
inline constexpr std::string_view kRenderDesign = "design.render";                        // payload: design id
inline constexpr std::string_view kProcessWebhook = "webhook.process";                    // payload: "source:event_id"
inline constexpr std::string_view kRenderPrintFiles = "order.render_print_files";         // payload: order id
inline constexpr std::string_view kSubmitFulfillment = "order.submit_fulfillment";        // payload: order id
inline constexpr std::string_view kSendMail = "order.send_mail";                          // payload: mail id
inline constexpr std::string_view kSendRefund = "refund.send";                            // payload: refund id
inline constexpr std::string_view kReadRefunds = "refund.read";                           // payload: payment intent id
inline constexpr std::string_view kCancelPrint = "order.cancel_print";                    // payload: order id
inline constexpr std::string_view kRemoveShare = "share.remove";                          // payload: share id
inline constexpr std::array kAllJobKinds = {kRenderDesign, kProcessWebhook, kRenderPrintFiles, kSubmitFulfillment, kSendMail,
                                            kSendRefund,   kReadRefunds,    kCancelPrint,       kRemoveShare};

// available -> running -> completed
//                |-> retryable -> running ...        (failed, will be tried again at run_at)
//                '-> discarded                       (failed for good; a person must look)
struct NewJob {
  std::string kind;
  std::string payload;
  base::Timestamp run_at;  // not before
};

// A job in a worker's hand. (id, attempt) is the fencing token: a worker whose lease ran out can no longer finish it.
struct Job {
  std::int64_t id = 0;
  std::string kind;
  std::string payload;
  int attempt = 1;  // 1 at the first try
  int max_attempts = 1;
  base::Timestamp lease_until;

  bool operator==(const Job&) const = default;
};

int max_attempts_of(std::string_view kind);

// The attempt after which a job that ends badly inside our own walls (kInternal, or with its worker) is not run again.
// Lower than max_attempts_of where a customer's photo may be what kills it.
int crash_limit_of(std::string_view kind);

// Whether a failed job is tried again, and when: only transient errors and, up to the crash limit, our own faults
// (kInternal) are, after 2^(attempt-1) seconds up to 5 minutes, plus up to half of that. `jitter` in [0, 1).
struct RetryDecision {
  bool retry = false;
  std::chrono::milliseconds delay{0};
};
RetryDecision decide_retry(const Job& job, base::ErrorCode error, double jitter);

}  // namespace domain
