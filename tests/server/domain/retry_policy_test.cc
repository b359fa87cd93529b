#include "domain/retry_policy.h"

#include <catch2/catch.hpp>

using base::ErrorCode;
using domain::decide_retry;
using namespace std::chrono_literals;

namespace {

domain::Job job_at(int attempt, int max_attempts = 200, std::string_view kind = domain::kSendMail) {
  return {1, std::string(kind), "", attempt, max_attempts, {}};
}

}  // namespace

TEST_CASE("a failed job waits twice as long each time, up to five minutes") {
  CHECK(decide_retry(job_at(1), ErrorCode::kUnavailable, 0).delay == 1s);
  CHECK(decide_retry(job_at(2), ErrorCode::kUnavailable, 0).delay == 2s);
  CHECK(decide_retry(job_at(9), ErrorCode::kUnavailable, 0).delay == 256s);
  CHECK(decide_retry(job_at(10), ErrorCode::kUnavailable, 0).delay == 5min);
  CHECK(decide_retry(job_at(199), ErrorCode::kUnavailable, 0).delay == 5min);
}

TEST_CASE("a service that limits us is left alone for longer at first, and asked again within minutes") {
  CHECK(decide_retry(job_at(1), ErrorCode::kRateLimited, 0).delay == 5s);
  CHECK(decide_retry(job_at(2), ErrorCode::kRateLimited, 0).delay == 10s);
  CHECK(decide_retry(job_at(6), ErrorCode::kRateLimited, 0).delay == 2min);
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

TEST_CASE("every kind of job outlasts a night's outage") {
  for (const auto kind : domain::kAllJobKinds) {
    INFO(kind);
    const int last = domain::max_attempts_of(kind);
    std::chrono::milliseconds total{0};
    for (int attempt = 1; attempt < last; ++attempt) {
      const auto decision = decide_retry(job_at(attempt, last, kind), ErrorCode::kUnavailable, 0);
      REQUIRE(decision.retry);
      total += decision.delay;
    }
    CHECK(total > 12h);
  }
}

TEST_CASE("a photo that kills its renderer may do so a few times only") {
  const auto kind = GENERATE(domain::kRenderDesign, domain::kRenderPrintFiles);
  CHECK(decide_retry(job_at(5, 200, kind), ErrorCode::kInternal, 0).retry);
  CHECK_FALSE(decide_retry(job_at(6, 200, kind), ErrorCode::kInternal, 0).retry);
  CHECK_FALSE(decide_retry(job_at(7, 200, kind), ErrorCode::kInternal, 0).retry);
  CHECK(decide_retry(job_at(6, 200, kind), ErrorCode::kUnavailable, 0).retry);
}

TEST_CASE("a fault of ours that is no photo's doing, such as an expired token, is waited out") {
  const auto kind = GENERATE(domain::kProcessWebhook, domain::kSubmitFulfillment, domain::kSendMail);
  CHECK(decide_retry(job_at(150, 200, kind), ErrorCode::kInternal, 0).retry);
}

TEST_CASE("attempts that are excused neither use up a job nor make it wait longer") {
  auto job = job_at(450, 200, domain::kRenderDesign);
  job.excused = 445;
  CHECK(decide_retry(job, ErrorCode::kInternal, 0).retry);
  CHECK(decide_retry(job, ErrorCode::kUnavailable, 0).delay == 16s);
  job.excused = 444;
  CHECK_FALSE(decide_retry(job, ErrorCode::kInternal, 0).retry);
  job.excused = 250;
  CHECK(decide_retry(job, ErrorCode::kUnavailable, 0).reason == domain::DiscardReason::kExhausted);
}

TEST_CASE("why a job is not tried again is told") {
  using domain::DiscardReason;
  CHECK(decide_retry(job_at(1), ErrorCode::kInvalidInput, 0).reason == DiscardReason::kRefused);
  CHECK(decide_retry(job_at(200), ErrorCode::kUnavailable, 0).reason == DiscardReason::kExhausted);
  CHECK(decide_retry(job_at(6, 200, domain::kRenderDesign), ErrorCode::kInternal, 0).reason == DiscardReason::kCrashed);
}
