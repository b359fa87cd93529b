#include "owner/job_verb.h"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include "app/test_shop.h"

using adapters::memory::JobState;
using test::TestShop;

namespace {

// `picasso_pet ARGUMENTS`; the exit status.
int run(TestShop& shop, const std::string& arguments) {
  CLI::App cli;
  const auto verb = owner::declare_jobs_verb(cli);
  cli.parse(arguments);
  return verb(shop.queue, shop.clock);
}

// A job of a kind that nobody knows is given up at once.
std::string quarantine_one(TestShop& shop) {
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({"order.dance", "x", shop.clock.now()});
    return {};
  }));
  shop.run_ready_jobs();
  return std::to_string(shop.jobs("order.dance").at(0).job.id);
}

JobState state(TestShop& shop) { return shop.jobs("order.dance").at(0).state; }

}  // namespace

TEST_CASE("the owner lists the jobs, and learns when the database does not answer") {
  TestShop shop;
  quarantine_one(shop);
  CHECK(run(shop, "jobs list") == 0);
  shop.queue.errors.push(base::ErrorCode::kUnavailable);
  CHECK(run(shop, "jobs list") == 1);
}

TEST_CASE("the owner has a quarantined job tried again, once") {
  TestShop shop;
  const auto id = quarantine_one(shop);
  CHECK(run(shop, "jobs retry " + id) == 0);
  CHECK(state(shop) == JobState::kAvailable);
  CHECK(run(shop, "jobs retry " + id) == 1);
}

TEST_CASE("the owner cancels a job, and not one that is not there") {
  TestShop shop;
  const auto id = quarantine_one(shop);
  CHECK(run(shop, "jobs cancel " + id) == 0);
  CHECK(state(shop) == JobState::kCanceled);
  CHECK(run(shop, "jobs cancel " + id) == 1);
  CHECK(run(shop, "jobs cancel 999") == 1);
}

TEST_CASE("jobs without a verb, or a number that is none, is refused") {
  TestShop shop;
  CHECK_THROWS_AS(run(shop, "jobs"), CLI::ParseError);
  CHECK_THROWS_AS(run(shop, "jobs retry one"), CLI::ParseError);
}
