#include "app/webhooks/receive_webhook.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

using base::ErrorCode;
using test::TestShop;

namespace {

base::Result<void> receive_raw(TestShop& shop, const std::string& body, const std::string& signature) {
  test::EchoVerifier verifier("stripe");
  return app::receive_webhook(shop.services, verifier, body,
                              [&](std::string_view) { return std::string_view(signature); });
}

}  // namespace

TEST_CASE("a signed event is stored with the job that will process it") {
  TestShop shop;
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_test_1"));
  const auto inbox = shop.database.snapshot().inbox;
  REQUIRE(inbox.size() == 1);
  const auto& event = inbox.begin()->second;
  CHECK(event.event_id == "evt_1");
  CHECK(event.object_id == "cs_test_1");
  CHECK(event.payload == test::webhook_body("evt_1", "checkout.session.completed", "cs_test_1"));
  CHECK_FALSE(event.processed_at);
  const auto jobs = shop.jobs(domain::kProcessWebhook);
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0].job.payload == "stripe:evt_1");
}

TEST_CASE("an event that is replayed is accepted and changes nothing") {
  TestShop shop;
  for (int i = 0; i < 3; ++i) REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_test_1"));
  CHECK(shop.database.snapshot().inbox.size() == 1);
  CHECK(shop.jobs(domain::kProcessWebhook).size() == 1);
}

TEST_CASE("the same event id of two senders is two events") {
  TestShop shop;
  REQUIRE(shop.receive("stripe", "1", "a", "b"));
  REQUIRE(shop.receive("printful", "1", "a", "b"));
  CHECK(shop.database.snapshot().inbox.size() == 2);
}

TEST_CASE("a forged or malformed event is refused and not stored") {
  TestShop shop;
  const auto body = test::webhook_body("evt_1", "checkout.session.completed", "cs_test_1");
  const auto signature = test::EchoVerifier::sign(body);
  CHECK(receive_raw(shop, body + " ", signature).error().code == ErrorCode::kUnauthenticated);
  CHECK(receive_raw(shop, body, "").error().code == ErrorCode::kUnauthenticated);
  CHECK(receive_raw(shop, "[]", test::EchoVerifier::sign("[]")).error().code == ErrorCode::kInvalidInput);
  CHECK(shop.database.snapshot().inbox.empty());
  CHECK(shop.database.snapshot().jobs.empty());
  CHECK(shop.metrics.value("picasso_webhooks_refused_total") == 3);
}

TEST_CASE("a database that is down makes the sender come again") {
  TestShop shop;
  shop.database.errors_before.push(ErrorCode::kUnavailable);
  CHECK(shop.receive("stripe", "evt_1", "a", "b").error().code == ErrorCode::kUnavailable);
  CHECK(shop.receive("stripe", "evt_1", "a", "b"));
  CHECK(shop.jobs(domain::kProcessWebhook).size() == 1);
}
