#include "worker/job_handlers.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

TEST_CASE("every kind of job has a handler, and no other kind") {
  CHECK(worker::job_handlers().size() == domain::kAllJobKinds.size());
  for (const auto kind : domain::kAllJobKinds) {
    INFO(kind);
    const auto handler = worker::job_handlers().find(kind);
    REQUIRE(handler != worker::job_handlers().end());
    CHECK(handler->second.run);
  }
}

TEST_CASE("what a customer waits for is given up in a way the customer sees") {
  for (const auto kind :
       {domain::kRenderDesign, domain::kProcessWebhook, domain::kRenderPrintFiles, domain::kSubmitFulfillment}) {
    INFO(kind);
    CHECK(worker::job_handlers().find(kind)->second.give_up);
  }
}

TEST_CASE("giving up on an order brings it before a person with the reason") {
  const auto kind = GENERATE(domain::kRenderPrintFiles, domain::kSubmitFulfillment);
  test::TestShop shop;
  const auto id = shop.paid_order();
  const domain::Job job{7, std::string(kind), id.value, 6, 6, {}};
  REQUIRE(worker::job_handlers().find(kind)->second.give_up(shop.services, job,
                                                            {base::ErrorCode::kInternal, "", "it broke", {}}));
  CHECK(shop.order(id).state == domain::OrderState::kNeedsAttention);
  CHECK(*shop.order(id).trouble == std::string(kind) + " failed 6 times: it broke");
}

TEST_CASE("an order whose refunds and disputes cannot be looked up is put before a person, without stopping it") {
  test::TestShop shop;
  const auto id = shop.paid_order();
  const domain::Job job{7, std::string(domain::kReadRefunds), *shop.order(id).payment_intent_id, 200, 200, {}};
  const auto& handler = worker::job_handlers().find(domain::kReadRefunds)->second;
  REQUIRE(handler.give_up(shop.services, job, {base::ErrorCode::kUnavailable, "", "no answer", {}}));
  CHECK(shop.order(id).state == domain::OrderState::kPaid);
  CHECK(shop.order(id).trouble == "its refunds and disputes could not be looked up: no answer");
}
