// Webhooks come late, twice and in any order: the end is the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "app/orders/audit_history.h"
#include "app/test_shop.h"

using domain::OrderState;
using test::TestShop;

namespace {

struct Event {
  std::string source;
  std::string type;
  std::string object;
};

// What must be the same in the end, whatever came first.
struct End {
  std::string order;
  std::string payment;
  std::string fulfillment;
  std::vector<std::string> refunds;
  std::multiset<std::string> mails;
  std::size_t shipments = 0;
  std::size_t prints = 0;

  bool operator==(const End&) const = default;
};

End end_of(TestShop& shop) {
  const auto state = shop.database.snapshot();
  const auto& order = state.orders.at(0);
  End end;
  end.order = std::string(to_string(order.state)) + " paid " + std::to_string(order.paid_minor) + " refunded " +
              std::to_string(order.refunded_minor) + " trouble " + order.trouble.value_or("none");
  end.payment = to_string(order.payment);
  const auto fulfillment = state.fulfillments.find(order.id);
  end.fulfillment = fulfillment == state.fulfillments.end() ? "none" : to_string(fulfillment->second.state);
  for (const auto& refund : state.refunds) {
    end.refunds.push_back(*refund.provider_id + " " + std::to_string(refund.amount_minor) + " " +
                          std::string(to_string(refund.state)));
  }
  for (const auto& mail : state.mails) end.mails.insert(std::string(to_string(mail.kind)));
  end.shipments = state.shipments.size();
  end.prints = shop.printer.accepted().size();
  return end;
}

void tell(TestShop& shop, const Event& event, const std::string& id) {
  if (!shop.receive(event.source, id, event.type, event.object)) FAIL("an event was refused");
}

// Tells the shop of six events in all 720 orders from the same beginning; hands back the one end of all. Each is told three times:
// again under a new id right behind the next one, as who sends one news as two events does, and in the end as it was.
End the_one_end(TestShop& shop, const std::vector<Event>& events) {
  REQUIRE(events.size() == 6);
  const auto beginning = shop.database.snapshot();
  std::vector<int> turn = {0, 1, 2, 3, 4, 5};
  std::optional<End> first;
  int orders = 0;
  do {
    shop.database.with_state([&](auto& state) { state = beginning; });
    const Event* before = nullptr;
    for (const int i : turn) {
      const auto& event = events[static_cast<std::size_t>(i)];
      tell(shop, event, "evt_" + std::to_string(i));
      if (before) tell(shop, *before, "evt_before_" + std::to_string(i));
      shop.run_all_jobs();
      before = &event;
    }
    for (const int i : turn) tell(shop, events[static_cast<std::size_t>(i)], "evt_" + std::to_string(i));
    shop.run_all_jobs();
    const auto end = end_of(shop);
    if (!first) first = end;
    if (end != *first) {
      FAIL("another end in order " << turn[0] << turn[1] << turn[2] << turn[3] << turn[4] << turn[5] << ": " << end.order
                                   << " instead of " << first->order);
    }
    if (!app::audit_history(shop.database)->broken.empty()) FAIL("a broken story");
    ++orders;
  } while (std::next_permutation(turn.begin(), turn.end()));
  CHECK(orders == 720);
  return *first;
}

// An order that is at the printer, and the names that events give it.
struct Submitted {
  TestShop shop;
  domain::OrderId id = shop.submitted_order();
  std::string session = *shop.order(id).stripe_session_id;
  std::string intent = *shop.order(id).payment_intent_id;
  std::string external_id = domain::external_id_of(id);

  void deliver() {
    auto parcel = test::parcel("1");
    parcel.delivered = true;
    shop.printer.ship(external_id, parcel);
  }
};

}  // namespace

TEST_CASE("an order on its way, partly refunded, ends the same in all 720 orders of six events") {
  Submitted at;
  at.deliver();
  at.shop.payments.put_refund(at.intent, {"re_1", "", 500, ports::RefundStatus::kSucceeded, ""});
  const auto end = the_one_end(at.shop, {{"stripe", "checkout.session.completed", at.session},
                                         {"stripe", "checkout.session.expired", at.session},
                                         {"stripe", "refund.created", at.intent},
                                         {"stripe", "charge.refunded", at.intent},
                                         {"printful", "shipment_delivered", at.external_id},
                                         {"printful", "shipment_sent", at.external_id}});
  CHECK(end.order == "delivered paid 3399 refunded 500 trouble none");
  CHECK(end.payment == "partly_refunded");
  CHECK(end.fulfillment == "delivered");
  CHECK(end.refunds == std::vector<std::string>{"re_1 500 succeeded"});
  CHECK(end.mails == std::multiset<std::string>{"confirmation", "in_production", "refund", "shipped"});
  CHECK(end.shipments == 1);
}

TEST_CASE("a payment heard of after its refund ends the same in all 720 orders of six events") {
  TestShop shop;
  const auto session = shop.paid_session();
  const std::string intent = "pi_" + session;
  shop.payments.put_refund(intent, {"re_1", "", 3399, ports::RefundStatus::kSucceeded, ""});
  const auto end = the_one_end(shop, {{"stripe", "checkout.session.completed", session},
                                      {"stripe", "checkout.session.async_payment_succeeded", session},
                                      {"stripe", "refund.created", intent},
                                      {"stripe", "refund.updated", intent},
                                      {"stripe", "charge.refunded", intent},
                                      {"stripe", "payment_intent.payment_failed", intent}});
  CHECK(end.order == "refunded paid 3399 refunded 3399 trouble none");
  CHECK(end.payment == "refunded");
  CHECK(end.refunds == std::vector<std::string>{"re_1 3399 succeeded"});
}

TEST_CASE("an order of two parcels, one of which came back and was sent again, ends the same in all 720 orders") {
  Submitted at;
  for (const auto& number : {"1", "2", "3"}) {
    auto parcel = test::parcel(number);
    parcel.returned = parcel.id == "2";
    parcel.reshipment = parcel.id == "3";
    parcel.delivered = !parcel.returned;
    at.shop.printer.ship(at.external_id, parcel);
  }
  const auto end = the_one_end(at.shop, {{"stripe", "checkout.session.completed", at.session},
                                         {"stripe", "checkout.session.async_payment_succeeded", at.session},
                                         {"printful", "shipment_sent", at.external_id},
                                         {"printful", "shipment_returned", at.external_id},
                                         {"printful", "order_updated", at.external_id},
                                         {"printful", "shipment_delivered", at.external_id}});
  CHECK(end.order == "delivered paid 3399 refunded 0 trouble none");
  CHECK(end.fulfillment == "delivered");
  CHECK(end.mails == std::multiset<std::string>{"confirmation", "in_production", "shipped", "shipped", "shipped"});
}

TEST_CASE("an order on hold, its payment confirmed late, ends before a person in all 720 orders") {
  Submitted at;
  at.shop.printer.edit(at.external_id, [](auto& order) {
    order.state = ports::FulfillmentState::kOnHold;
    order.provider_state = "onhold";
    order.reason = "the address is incomplete";
  });
  const auto end = the_one_end(at.shop, {{"stripe", "checkout.session.completed", at.session},
                                         {"stripe", "checkout.session.async_payment_succeeded", at.session},
                                         {"printful", "order_created", at.external_id},
                                         {"printful", "order_put_hold", at.external_id},
                                         {"printful", "order_updated", at.external_id},
                                         {"stripe", "refund.created", at.intent}});
  CHECK(end.order == "needs_attention paid 3399 refunded 0 trouble onhold: the address is incomplete");
  CHECK(end.fulfillment == "on_hold");
}

TEST_CASE("an order on its way whose dispute was lost ends the same in all 720 orders of six events") {
  Submitted at;
  at.deliver();
  at.shop.payments.put_dispute({"du_1", at.intent, "lost", false});
  const auto end = the_one_end(at.shop, {{"stripe", "charge.dispute.created", at.intent},
                                         {"stripe", "charge.dispute.funds_withdrawn", at.intent},
                                         {"stripe", "charge.dispute.closed", at.intent},
                                         {"stripe", "checkout.session.completed", at.session},
                                         {"printful", "shipment_sent", at.external_id},
                                         {"printful", "shipment_delivered", at.external_id}});
  CHECK(end.order == "delivered paid 3399 refunded 0 trouble dispute du_1: lost");
  CHECK(end.fulfillment == "delivered");
}

TEST_CASE("a payment that is disputed before it is heard of is not printed in any of the 720 orders of six events") {
  TestShop shop;
  const auto session = shop.paid_session();
  const std::string intent = "pi_" + session;
  shop.payments.put_dispute({"du_1", intent, "needs_response", false});
  const auto end = the_one_end(shop, {{"stripe", "checkout.session.completed", session},
                                      {"stripe", "checkout.session.async_payment_succeeded", session},
                                      {"stripe", "charge.dispute.created", intent},
                                      {"stripe", "charge.dispute.updated", intent},
                                      {"stripe", "charge.dispute.funds_withdrawn", intent},
                                      {"stripe", "refund.created", intent}});
  CHECK(end.order == "needs_attention paid 3399 refunded 0 trouble dispute du_1: needs_response");
  CHECK(end.prints == 0);
}
