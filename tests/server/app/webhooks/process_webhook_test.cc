#include "app/webhooks/process_webhook.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/test_shop.h"
#include "domain/retry_policy.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

namespace {

const domain::WebhookEvent event_of(TestShop& shop, const std::string& source, const std::string& id) {
  return shop.database.snapshot().inbox.at({source, id});
}

}  // namespace

TEST_CASE("a completed session pays the order and marks the event processed") {
  TestShop shop;
  const auto session = shop.paid_session();
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", session));
  const auto job = shop.claim(domain::kProcessWebhook);
  REQUIRE(app::process_webhook(shop.services, job));
  CHECK(shop.only_order().state == OrderState::kPaid);
  CHECK(event_of(shop, "stripe", "evt_1").processed_at == shop.clock.now());
}

TEST_CASE("an event's own words are not believed: an unpaid session stays unpaid") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_test_1"));
  shop.run_all_jobs();
  CHECK(shop.only_order().state == OrderState::kCreated);
  CHECK(shop.printer.accepted().empty());
}

TEST_CASE("events we have no use for are only marked processed") {
  TestShop shop;
  shop.paid_session();
  REQUIRE(shop.receive("stripe", "evt_1", "customer.created", "cus_1"));
  REQUIRE(shop.receive("stripe", "evt_2", "checkout.session.completed", ""));
  shop.run_all_jobs();
  CHECK(event_of(shop, "stripe", "evt_1").processed_at);
  CHECK(event_of(shop, "stripe", "evt_2").processed_at);
  CHECK(shop.only_order().state == OrderState::kCreated);
}

TEST_CASE("an event about an unknown session or order is put aside without retries") {
  TestShop shop;
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_of_another_shop"));
  REQUIRE(shop.receive("printful", "p_1", "shipment_sent", "4b4b4b4b00004000800000000000beef"));
  REQUIRE(shop.receive("printful", "p_2", "shipment_sent", "not an id of ours"));
  CHECK(shop.run_all_jobs() == 3);
  CHECK(event_of(shop, "stripe", "evt_1").processed_at);
  CHECK(event_of(shop, "printful", "p_1").processed_at);
  CHECK(event_of(shop, "printful", "p_2").processed_at);
}

TEST_CASE("while the payment service is down the event waits, then is processed once") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.payments.errors_before.push(ErrorCode::kUnavailable, 5);
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", session));
  shop.run_ready_jobs();
  CHECK_FALSE(event_of(shop, "stripe", "evt_1").processed_at);
  shop.run_all_jobs();
  CHECK(shop.only_order().state == OrderState::kInProduction);
  CHECK(shop.mailer.sent().size() == 2);
}

TEST_CASE("webhooks in any order, any number of times, give the same end") {
  using Event = std::pair<std::string, std::string>;  // id, type
  std::vector<Event> events = {{"evt_1", "checkout.session.async_payment_failed"},
                               {"evt_2", "checkout.session.async_payment_succeeded"},
                               {"evt_3", "checkout.session.completed"},
                               {"evt_4", "payment_intent.succeeded"}};
  do {
    TestShop shop;
    const auto session = shop.paid_session();
    for (const auto& [id, type] : events) {
      REQUIRE(shop.receive("stripe", id, type, session));
      REQUIRE(shop.receive("stripe", id, type, session));
      shop.run_ready_jobs();
    }
    CHECK(shop.only_order().state == OrderState::kInProduction);
    CHECK(shop.printer.accepted().size() == 1);
    CHECK(shop.mailer.sent().size() == 2);
  } while (std::next_permutation(events.begin(), events.end()));
}

TEST_CASE("the printer's webhooks in any order give the same parcels and mails") {
  std::vector<std::string> events = {"p_1", "p_2", "p_3"};
  do {
    TestShop shop;
    const auto id = shop.submitted_order();
    const auto external_id = domain::external_id_of(id);
    int parcels = 0;
    for (const auto& event : events) {
      shop.printer.ship(external_id, test::parcel(std::to_string(++parcels)));
      REQUIRE(shop.receive("printful", event, "shipment_sent", external_id));
    }
    shop.run_all_jobs();
    for (const auto& event : events) REQUIRE(shop.receive("printful", event, "shipment_sent", external_id));
    shop.run_all_jobs();
    CHECK(shop.order(id).state == OrderState::kShipped);
    CHECK(shop.database.snapshot().shipments.size() == 3);
    CHECK(shop.mailer.sent().size() == 2 + 3);
  } while (std::next_permutation(events.begin(), events.end()));
}

TEST_CASE("a payment that could not be looked up is told to a person, and the order goes on waiting for it") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.payments.errors_before.push(ErrorCode::kUnavailable, domain::max_attempts_of(domain::kProcessWebhook));
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", session));
  const int telling_the_owner = 1;
  CHECK(shop.run_all_jobs() == domain::max_attempts_of(domain::kProcessWebhook) + telling_the_owner);
  CHECK(shop.only_order().state == OrderState::kCreated);
  CHECK(*shop.only_order().trouble ==
        "what stripe told us (checkout.session.completed, evt_1) could not be processed: injected");
  CHECK(shop.jobs(domain::kProcessWebhook).at(0).state == adapters::memory::JobState::kDiscarded);
  CHECK_FALSE(event_of(shop, "stripe", "evt_1").processed_at);

  SECTION("until its event is tried again") {
    REQUIRE(shop.queue.retry(shop.jobs(domain::kProcessWebhook).at(0).job.id, shop.clock.now()));
  }
  SECTION("until its buyer comes back") {
    REQUIRE(app::settle_checkout(shop.services, session, app::SettleReason::kReturnPage));
  }
  SECTION("until the reconciler finds it") {
    REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.jobs().enqueue({std::string(domain::kReconcile), "", shop.clock.now()});
      return {};
    }));
  }
  shop.run_all_jobs();
  CHECK(shop.only_order().state == OrderState::kInProduction);
  CHECK_FALSE(shop.only_order().trouble);
}

TEST_CASE("an ended payment page that could not be looked up gives its code and its cart back in the end") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  REQUIRE(shop.payments.expire_session("cs_test_1"));
  shop.payments.errors_before.push(ErrorCode::kInvalidInput);
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.expired", "cs_test_1"));
  shop.run_all_jobs();
  CHECK(shop.only_order().state == OrderState::kCreated);
  CHECK(shop.only_order().trouble);
  REQUIRE(app::settle_checkout(shop.services, "cs_test_1", app::SettleReason::kWebhook));
  CHECK(shop.only_order().state == OrderState::kExpired);
  CHECK_FALSE(shop.only_order().trouble);
}

TEST_CASE("a payment event that fails for good does not stop an order that the return page settled") {
  TestShop shop;
  const auto session = shop.paid_session();
  REQUIRE(app::settle_checkout(shop.services, session, app::SettleReason::kReturnPage));
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", session));
  const domain::Job job{7, std::string(domain::kProcessWebhook), "stripe:evt_1", 200, 200, {}};
  REQUIRE(app::give_up_webhook(shop.services, job, {ErrorCode::kUnavailable, "", "down", {}}));
  CHECK(shop.only_order().state == OrderState::kPaid);
  shop.run_all_jobs();
  CHECK(shop.only_order().state == OrderState::kInProduction);
}

TEST_CASE("news of the printer that we could never look up brings the order before a person") {
  const bool by_their_id = GENERATE(false, true);
  TestShop shop;
  const auto id = shop.submitted_order();
  const auto object = by_their_id ? "printful:" + shop.database.snapshot().fulfillments.at(id).provider_order_id
                                  : domain::external_id_of(id);
  shop.printer.errors_before.push(ErrorCode::kUnavailable, 1000);
  REQUIRE(shop.receive("printful", "p_1", "shipment_sent", object));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble->find("what printful told us (shipment_sent, p_1)") == 0);
}

TEST_CASE("news of the printer about an order that arrived leaves it so, and is before a person when it is given up") {
  TestShop shop;
  const auto id = shop.submitted_order();
  shop.printer.ship(domain::external_id_of(id), test::parcel("1"));
  shop.printer.edit(domain::external_id_of(id), [](auto& order) { order.parcels[0].delivered = true; });
  REQUIRE(shop.receive("printful", "p_1", "shipment_delivered", domain::external_id_of(id)));
  shop.run_all_jobs();
  REQUIRE(shop.order(id).state == OrderState::kDelivered);
  shop.printer.errors_before.push(ErrorCode::kUnavailable, 1000);
  REQUIRE(shop.receive("printful", "p_2", "shipment_returned", domain::external_id_of(id)));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kDelivered);
  REQUIRE(shop.order(id).trouble);
  CHECK(shop.order(id).trouble->find("what printful told us (shipment_returned, p_2)") == 0);
}

TEST_CASE("an event of nobody's order can be given up all the same") {
  TestShop shop;
  REQUIRE(shop.receive("stripe", "evt_1", "checkout.session.completed", "cs_of_another_shop"));
  REQUIRE(shop.receive("printful", "p_1", "shipment_sent", "not an id of ours"));
  for (const std::string payload : {"stripe:evt_1", "printful:p_1", "printful:p_none", "no colon"}) {
    const domain::Job job{7, std::string(domain::kProcessWebhook), payload, 200, 200, {}};
    CHECK(app::give_up_webhook(shop.services, job, {ErrorCode::kUnavailable, "", "down", {}}));
  }
  CHECK(shop.database.snapshot().orders.empty());
}
