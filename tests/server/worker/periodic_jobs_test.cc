#include "worker/periodic_jobs.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

using adapters::memory::JobState;
using test::TestShop;
using worker::PeriodicEnqueuer;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kKind = domain::kSweepJobs;

PeriodicEnqueuer every_quarter() { return PeriodicEnqueuer({{kKind, 15min}}); }

// 2026-11-22 10:00 UTC: a due time.
const auto kTen = *base::from_rfc3339("2026-11-22T10:00:00Z");

}  // namespace

TEST_CASE("a periodic job is enqueued once per due time, with that time as its payload") {
  TestShop shop;
  auto enqueuer = every_quarter();
  shop.clock.set(kTen + 7min);
  REQUIRE(enqueuer.enqueue_due(shop.services));
  REQUIRE(enqueuer.enqueue_due(shop.services));
  REQUIRE(shop.jobs(kKind).size() == 1);
  CHECK(shop.jobs(kKind).at(0).job.payload == "2026-11-22T10:00:00.000Z");
  CHECK(shop.jobs(kKind).at(0).run_at == kTen);

  shop.clock.set(kTen + 15min - 1ms);
  REQUIRE(enqueuer.enqueue_due(shop.services));
  CHECK(shop.jobs(kKind).size() == 1);
  shop.clock.set(kTen + 15min);
  REQUIRE(enqueuer.enqueue_due(shop.services));
  CHECK(shop.jobs(kKind).size() == 2);
}

TEST_CASE("several workers, and one that starts anew, enqueue a due time once between them") {
  TestShop shop;
  shop.clock.set(kTen);
  for (int worker = 0; worker < 3; ++worker) {
    auto enqueuer = every_quarter();
    REQUIRE(enqueuer.enqueue_due(shop.services));
  }
  CHECK(shop.jobs(kKind).size() == 1);
  shop.run_all_jobs();
  auto late = every_quarter();
  REQUIRE(late.enqueue_due(shop.services));
  CHECK(shop.jobs(kKind).size() == 1);
}

TEST_CASE("due times that passed while no worker ran are not made up for") {
  TestShop shop;
  auto enqueuer = every_quarter();
  shop.clock.set(kTen);
  REQUIRE(enqueuer.enqueue_due(shop.services));
  shop.clock.set(kTen + 10h);
  REQUIRE(enqueuer.enqueue_due(shop.services));
  CHECK(shop.jobs(kKind).size() == 2);
}

TEST_CASE("a due time that could not be stored is enqueued at the next look") {
  TestShop shop;
  auto enqueuer = every_quarter();
  shop.clock.set(kTen);
  shop.database.errors_before.push(base::ErrorCode::kUnavailable);
  CHECK_FALSE(enqueuer.enqueue_due(shop.services));
  REQUIRE(enqueuer.enqueue_due(shop.services));
  CHECK(shop.jobs(kKind).size() == 1);
}

TEST_CASE("a worker that looks after the queue enqueues the shop's periodic jobs, and they run") {
  TestShop shop;
  shop.worker.look_after_queue();
  for (const auto& periodic : worker::periodic_jobs()) {
    INFO(periodic.kind);
    REQUIRE(shop.jobs(periodic.kind).size() == 1);
  }
  shop.run_ready_jobs();
  for (const auto& periodic : worker::periodic_jobs()) {
    CHECK(shop.jobs(periodic.kind).at(0).state == JobState::kCompleted);
  }
}
