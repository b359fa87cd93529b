#include "domain/job.h"

#include <catch2/catch.hpp>

using base::ErrorCode;
using domain::decide_retry;
using namespace std::chrono_literals;

namespace {

domain::Job job_at(int attempt, int max_attempts = 200) { return {1, "order.send_mail", "", attempt, max_attempts, {}}; }

}  // namespace

TEST_CASE("a failed job waits twice as long each time, up to five minutes") {
  CHECK(decide_retry(job_at(1), ErrorCode::kUnavailable, 0).delay == 1s);
  CHECK(decide_retry(job_at(2), ErrorCode::kUnavailable, 0).delay == 2s);
  CHECK(decide_retry(job_at(9), ErrorCode::kUnavailable, 0).delay == 256s);
  CHECK(decide_retry(job_at(10), ErrorCode::kUnavailable, 0).delay == 5min);
  CHECK(decide_retry(job_at(199), ErrorCode::kUnavailable, 0).delay == 5min);
}

TEST_CASE("jitter adds up to half of the delay, so that waiting jobs do not return together") {
  CHECK(decide_retry(job_at(3), ErrorCode::kUnavailable, 0.5).delay == 5s);
  CHECK(decide_retry(job_at(3), ErrorCode::kUnavailable, 0.999).delay < 6s);
}

TEST_CASE("what can pass is tried again, what cannot is not") {
  for (const auto code : {ErrorCode::kUnavailable, ErrorCode::kRateLimited, ErrorCode::kInternal}) {
    CHECK(decide_retry(job_at(1), code, 0).retry);
  }
  for (const auto code : {ErrorCode::kInvalidInput, ErrorCode::kUnauthenticated, ErrorCode::kForbidden,
                          ErrorCode::kNotFound, ErrorCode::kConflict, ErrorCode::kTooLarge,
                          ErrorCode::kUnsupportedMedia}) {
    CHECK_FALSE(decide_retry(job_at(1), code, 0).retry);
  }
}

TEST_CASE("the last attempt is the last") {
  CHECK(decide_retry(job_at(5, 6), ErrorCode::kUnavailable, 0).retry);
  CHECK_FALSE(decide_retry(job_at(6, 6), ErrorCode::kUnavailable, 0).retry);
}

TEST_CASE("mail, printer and webhooks outlast a night's outage") {
  for (const auto kind : {domain::kSendMail, domain::kSubmitFulfillment, domain::kProcessWebhook}) {
    INFO(kind);
    std::chrono::milliseconds total{0};
    for (int attempt = 1; attempt < domain::max_attempts_of(kind); ++attempt) {
      total += decide_retry(job_at(attempt), ErrorCode::kUnavailable, 0).delay;
    }
    CHECK(total > 12h);
  }
}

TEST_CASE("a photo that kills its renderer may do so a few times only") {
  CHECK(domain::max_attempts_of(domain::kRenderDesign) == 6);
  CHECK(domain::max_attempts_of(domain::kRenderPrintFiles) == 6);
}
