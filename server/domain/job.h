#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace domain {

// Job kinds; worker/job_handlers.cc maps each to one use case.
inline constexpr std::string_view kRenderDesign = "design.render";                        // payload: design id
inline constexpr std::string_view kProcessWebhook = "webhook.process";                    // payload: "source:event_id"
inline constexpr std::string_view kRenderPrintFiles = "order.render_print_files";         // payload: order id
inline constexpr std::string_view kSubmitFulfillment = "order.submit_fulfillment";        // payload: order id
inline constexpr std::string_view kSendMail = "order.send_mail";                          // payload: mail id, ":again" after it once
inline constexpr std::string_view kResolveMail = "order.resolve_mail";                    // payload: that of the send, ":" and a deadline
inline constexpr std::string_view kTellOwner = "order.tell_owner";                        // payload: order id
inline constexpr std::string_view kSendRefund = "refund.send";                            // payload: refund id
inline constexpr std::string_view kReadRefunds = "refund.read";                           // payload: payment intent id
inline constexpr std::string_view kCancelPrint = "order.cancel_print";                    // payload: order id
inline constexpr std::string_view kRemoveShare = "share.remove";                          // payload: share id
inline constexpr std::string_view kSweepJobs = "jobs.sweep";                              // payload: when it was due
inline constexpr std::string_view kSweepObjects = "objects.sweep";                        // payload: when it was due
inline constexpr std::string_view kReconcile = "shop.reconcile";                          // payload: when it was due
inline constexpr std::string_view kSendDeletionLink = "person.send_link";                 // payload: deletion request id
inline constexpr std::string_view kForgetPerson = "person.forget";                        // payload: deletion request id
inline constexpr std::array kAllJobKinds = {kRenderDesign, kProcessWebhook, kRenderPrintFiles, kSubmitFulfillment, kSendMail,
                                            kResolveMail,  kTellOwner,      kSendRefund,        kReadRefunds,       kCancelPrint,
                                            kRemoveShare,  kSweepJobs,      kSweepObjects,      kReconcile,         kSendDeletionLink,
                                            kForgetPerson};

// available -> running -> completed
//                |-> retryable -> running ...        (failed, will be tried again at run_at)
//                '-> discarded                       (failed for good; a person must look)
struct NewJob {
  std::string kind;
  std::string payload;
  base::Timestamp run_at;  // not before
  std::string once_key = {};  // a second job with this key is not stored; empty: any number
};

// A job in a worker's hand. (id, attempt) is the fencing token: a worker whose lease ran out can no longer finish it. What
// decides whether it is tried again are its tries.
struct Job {
  std::int64_t id = 0;
  std::string kind;
  std::string payload;
  int attempt = 1;  // 1 at the first try
  int max_attempts = 1;
  base::Timestamp lease_until;
  int excused = 0;  // attempts before this one that say nothing about the job: not made at all, or ended by the worker's own end

  [[nodiscard]] int tries() const { return attempt - excused; }

  bool operator==(const Job&) const = default;
};

}  // namespace domain
