#include "app/jobs/sweep_jobs.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

using adapters::memory::JobState;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

void enqueue(TestShop& shop, std::string_view kind) {
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({std::string(kind), "", shop.clock.now()});
    return {};
  }));
}

}  // namespace

TEST_CASE("what an event told is kept for a month after it was processed, that it came for ever") {
  TestShop shop;
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.expired", "cs_of_another_shop"));
  shop.run_ready_jobs();
  const auto payload = [&] { return shop.database.snapshot().inbox.at({"stripe", "evt_1"}).payload; };
  REQUIRE_FALSE(payload().empty());
  shop.clock.advance(29 * 24h);
  enqueue(shop, domain::kSweepJobs);
  REQUIRE(shop.receive("stripe", "evt_2", "checkout.session.expired", "cs_of_another_shop"));
  shop.run_ready_jobs();
  CHECK_FALSE(payload().empty());

  shop.clock.advance(2 * 24h);
  enqueue(shop, domain::kSweepJobs);
  shop.run_ready_jobs();
  CHECK(payload().empty());
  CHECK_FALSE(shop.database.snapshot().inbox.at({"stripe", "evt_2"}).payload.empty());
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.expired", "cs_of_another_shop"));
  CHECK(shop.run_ready_jobs() == 0);
}

TEST_CASE("jobs completed more than a month ago are forgotten, younger and discarded ones are kept") {
  TestShop shop;
  enqueue(shop, domain::kSweepJobs);
  enqueue(shop, "order.dance");  // unknown: discarded
  shop.run_ready_jobs();
  shop.clock.advance(29 * 24h);
  enqueue(shop, domain::kSweepJobs);
  shop.run_ready_jobs();
  CHECK(shop.jobs(domain::kSweepJobs).size() == 2);

  shop.clock.advance(2 * 24h);
  enqueue(shop, domain::kSweepJobs);
  shop.run_ready_jobs();
  CHECK(shop.jobs(domain::kSweepJobs).size() == 2);
  CHECK(shop.jobs("order.dance").at(0).state == JobState::kDiscarded);
}
