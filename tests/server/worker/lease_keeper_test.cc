#include "worker/lease_keeper.h"

#include <catch2/catch.hpp>
#include <optional>
#include <thread>

#include "app/test_shop.h"

using test::TestShop;
using namespace std::chrono_literals;

namespace {

domain::Job claimed_job(TestShop& shop) {
  REQUIRE(app::upload_design(shop.services, shop.good_upload()));
  return shop.claim(domain::kRenderDesign);
}

base::Timestamp lease_end(TestShop& shop) { return shop.jobs(domain::kRenderDesign).at(0).job.lease_until; }

bool becomes(TestShop& shop, base::Timestamp end) {
  for (int i = 0; i < 1000 && lease_end(shop) != end; ++i) std::this_thread::sleep_for(5ms);
  return lease_end(shop) == end;
}

}  // namespace

TEST_CASE("a lease is extended while its job runs") {
  TestShop shop;
  const auto job = claimed_job(shop);
  const worker::LeaseKeeper keeper(shop.queue, shop.clock, job, 30ms);
  for (int hour = 1; hour <= 3; ++hour) {
    shop.clock.advance(1h);
    CHECK(becomes(shop, shop.clock.now() + 30ms));
  }
}

TEST_CASE("a queue that does not answer for a moment does not end the keeping") {
  TestShop shop;
  const auto job = claimed_job(shop);
  shop.queue.errors.push(base::ErrorCode::kUnavailable, 2);
  const worker::LeaseKeeper keeper(shop.queue, shop.clock, job, 30ms);
  shop.clock.advance(1h);
  CHECK(becomes(shop, shop.clock.now() + 30ms));
}

TEST_CASE("a finished keeper leaves the lease alone, and ends at once however long the lease") {
  TestShop shop;
  const auto job = claimed_job(shop);
  const auto start = std::chrono::steady_clock::now();
  { const worker::LeaseKeeper keeper(shop.queue, shop.clock, job, 1h); }
  CHECK(std::chrono::steady_clock::now() - start < 10s);
  CHECK(lease_end(shop) == job.lease_until);
}
