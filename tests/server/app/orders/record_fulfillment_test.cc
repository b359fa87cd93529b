#include "app/orders/record_fulfillment.h"

#include <catch2/catch.hpp>

#include "app/orders/audit_history.h"
#include "app/orders/note.h"
#include "app/orders/parcels.h"
#include "app/refunds/request_refund.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using ports::FulfillmentState;
using test::TestShop;

namespace {

struct Submitted {
  TestShop shop;
  domain::OrderId id = shop.submitted_order();
  std::string external_id = domain::external_id_of(id);

  void record() { REQUIRE(app::record_fulfillment(shop.services, external_id)); }
  domain::Order order() { return shop.order(id); }
  domain::Fulfillment fulfillment() { return shop.database.snapshot().fulfillments.at(id); }
  // Besides the confirmation and the word that it is being made.
  std::size_t mails_owed() { return shop.database.snapshot().mails.size() - 2; }
};

}  // namespace

TEST_CASE_METHOD(Submitted, "a parcel ships the order, with its tracking number, and owes one mail") {
  shop.printer.ship(external_id, test::parcel("1"));
  record();
  CHECK(order().state == OrderState::kShipped);
  CHECK(order().tracking_number == "TRACK-1");
  CHECK(order().shipped_at == test::parcel("1").shipped_at);
  CHECK(mails_owed() == 1);
  shop.run_all_jobs();
  CHECK(shop.mailer.sent().size() == 3);
}

TEST_CASE_METHOD(Submitted, "recording the same news again changes nothing") {
  shop.printer.ship(external_id, test::parcel("1"));
  record();
  const auto before = order();
  const auto story = shop.history(id);
  shop.clock.advance(std::chrono::minutes{5});
  record();
  CHECK(order() == before);
  CHECK(shop.history(id) == story);
  CHECK(mails_owed() == 1);
}

TEST_CASE_METHOD(Submitted, "each further parcel has its own mail, the first one says when the order shipped") {
  shop.printer.ship(external_id, test::parcel("1"));
  record();
  auto second = test::parcel("2");
  second.shipped_at += std::chrono::hours{30};
  shop.printer.ship(external_id, second);
  record();
  CHECK(order().shipped_at == test::parcel("1").shipped_at);
  CHECK(order().tracking_number == "TRACK-2");
  CHECK(mails_owed() == 2);
}

TEST_CASE_METHOD(Submitted, "an order is delivered when all of its parcels are") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.ship(external_id, test::parcel("2"));
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].delivered = true; });
  record();
  CHECK(order().state == OrderState::kShipped);
  shop.printer.edit(external_id, [](auto& order) { order.parcels[1].delivered = true; });
  record();
  CHECK(order().state == OrderState::kDelivered);
}

TEST_CASE_METHOD(Submitted, "the day of delivery stays what it was") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].delivered = true; });
  record();
  const auto delivered_at = shop.database.snapshot().shipments.at(0).delivered_at;
  REQUIRE(delivered_at == shop.clock.now());
  shop.clock.advance(std::chrono::hours{24});
  record();
  CHECK(shop.database.snapshot().shipments.at(0).delivered_at == delivered_at);
}

TEST_CASE_METHOD(Submitted, "a delivery once known is never taken back, and still counts") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.ship(external_id, test::parcel("2"));
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].delivered = true; });
  record();
  const auto delivered_at = shop.clock.now();
  shop.clock.advance(std::chrono::hours{24});
  shop.printer.edit(external_id, [](auto& order) {
    order.parcels[0].delivered = false;
    order.parcels[1].delivered = true;
  });
  record();
  CHECK(shop.database.snapshot().shipments.at(0).delivered_at == delivered_at);
  CHECK(order().state == OrderState::kDelivered);
}

TEST_CASE_METHOD(Submitted, "while the printer cannot say what arrived, parcels are recorded and the event is repeated") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) { order.delivery_unclear = true; });
  REQUIRE(shop.receive("printful", "p_1", "shipment_delivered", external_id));
  shop.run_ready_jobs();
  CHECK(order().state == OrderState::kShipped);
  CHECK(mails_owed() == 1);
  CHECK(shop.jobs(domain::kProcessWebhook).at(0).state == adapters::memory::JobState::kRetryable);
  shop.printer.edit(external_id, [](auto& order) {
    order.delivery_unclear = false;
    order.parcels[0].delivered = true;
  });
  shop.run_all_jobs();
  CHECK(order().state == OrderState::kDelivered);
  CHECK(mails_owed() == 1);
}

TEST_CASE_METHOD(Submitted, "a hold, failure, cancellation or fall back to draft goes before a person") {
  const auto state = GENERATE(FulfillmentState::kOnHold, FulfillmentState::kFailed, FulfillmentState::kCanceled,
                              FulfillmentState::kDraft);
  shop.printer.edit(external_id, [&](auto& order) {
    order.state = state;
    order.provider_state = "trouble";
    order.reason = "the address is incomplete";
  });
  record();
  CHECK(order().state == OrderState::kNeedsAttention);
  CHECK(order().trouble == "trouble: the address is incomplete");
  CHECK(shop.database.snapshot().fulfillments.at(id).provider_state == "trouble");
}

TEST_CASE_METHOD(Submitted, "trouble after the first parcel stays before a person, and the parcel's mail still goes") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) { order.state = FulfillmentState::kOnHold; });
  record();
  CHECK(order().state == OrderState::kNeedsAttention);
  CHECK(mails_owed() == 1);
  const auto story = shop.history(id);
  record();
  CHECK(order().state == OrderState::kNeedsAttention);
  CHECK(shop.history(id) == story);
}

TEST_CASE_METHOD(Submitted, "a half that arrived is no delivered order while the other half is still being made") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) {
    order.parcels[0].delivered = true;
    order.state = FulfillmentState::kPartlyShipped;
    order.provider_state = "partial";
  });
  record();
  CHECK(order().state == OrderState::kShipped);
  CHECK(fulfillment().state == domain::FulfillmentState::kPartlyShipped);
}

TEST_CASE_METHOD(Submitted, "a parcel names what it holds of the order, what is not of it is left out") {
  const auto line = order().lines.at(0).id;
  auto parcel = test::parcel("1");
  parcel.items = {{line, 1}, {"another order's", 3}};
  shop.printer.ship(external_id, parcel);
  record();
  CHECK(shop.database.snapshot().shipments.at(0).items == std::vector<domain::ShippedItem>{{line, 1}});
}

TEST_CASE_METHOD(Submitted, "a parcel that comes back goes before a person, whether or not its delivery was heard of") {
  const bool delivered_before = GENERATE(false, true);
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [&](auto& order) { order.parcels[0].delivered = delivered_before; });
  record();
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].returned = true; });
  record();
  CHECK(order().state == OrderState::kNeedsAttention);
  CHECK(order().trouble == "a parcel came back");
  CHECK(fulfillment().state == domain::FulfillmentState::kReturned);
  CHECK(shop.database.snapshot().shipments.at(0).returned_at == shop.clock.now());
  CHECK(mails_owed() == 1);
}

TEST_CASE_METHOD(Submitted, "a parcel that is sent again has its own mail and takes the order to its delivery") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].returned = true; });
  record();
  auto again = test::parcel("2");
  again.reshipment = true;
  again.shipped_at += std::chrono::hours{200};
  shop.printer.ship(external_id, again);
  record();
  CHECK(order().state == OrderState::kShipped);
  CHECK(mails_owed() == 2);
  shop.printer.edit(external_id, [](auto& order) { order.parcels[1].delivered = true; });
  record();
  CHECK(order().state == OrderState::kDelivered);
  CHECK(fulfillment().state == domain::FulfillmentState::kDelivered);
}

TEST_CASE_METHOD(Submitted, "one that was sent again and comes back itself goes before a person like the first") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].returned = true; });
  auto again = test::parcel("2");
  again.reshipment = true;
  again.shipped_at += std::chrono::hours{200};
  shop.printer.ship(external_id, again);
  record();
  REQUIRE(order().state == OrderState::kShipped);
  shop.printer.edit(external_id, [](auto& order) { order.parcels[1].returned = true; });
  record();
  CHECK(order().state == OrderState::kNeedsAttention);
  CHECK(fulfillment().state == domain::FulfillmentState::kReturned);
  auto third = test::parcel("3");
  third.reshipment = true;
  third.shipped_at += std::chrono::hours{400};
  shop.printer.ship(external_id, third);
  shop.printer.edit(external_id, [](auto& order) { order.parcels[2].delivered = true; });
  record();
  CHECK(order().state == OrderState::kDelivered);
}

TEST_CASE_METHOD(Submitted, "a parcel that got lost no longer keeps the order under way when the one in its place arrived") {
  shop.printer.ship(external_id, test::parcel("1"));
  record();
  auto again = test::parcel("2");
  again.reshipment = true;
  again.shipped_at += std::chrono::hours{200};
  shop.printer.ship(external_id, again);
  record();
  CHECK(order().state == OrderState::kShipped);
  shop.printer.edit(external_id, [](auto& order) { order.parcels[1].delivered = true; });
  record();
  CHECK(order().state == OrderState::kDelivered);
}

TEST_CASE("a parcel makes up for an earlier one that may hold the same, and for none that left later") {
  const auto sent = [](const std::string& id, int day, const std::string& line) {
    domain::Shipment shipment;
    shipment.provider_shipment_id = id;
    shipment.shipped_at = base::from_unix_seconds(1'800'000'000 + day * 86'400);
    shipment.items = {{line, 1}};
    return shipment;
  };
  auto back = sent("1", 1, "tee");
  back.returned_at = back.shipped_at + std::chrono::hours{48};
  auto again = sent("2", 9, "hat");
  again.reshipment = true;
  CHECK(app::facts_of({back, again}).came_back == 1);
  again.items = {{"tee", 1}};
  CHECK(app::facts_of({again, back}).came_back == 0);
  again.shipped_at = back.shipped_at - std::chrono::hours{1};
  CHECK(app::facts_of({back, again}).came_back == 1);
}

TEST_CASE_METHOD(Submitted, "one sent in place of a lost parcel after delivery is on its way until it arrives") {
  shop.printer.ship(external_id, test::parcel("1"));
  shop.printer.edit(external_id, [](auto& order) { order.parcels[0].delivered = true; });
  record();
  auto again = test::parcel("2");
  again.reshipment = true;
  shop.printer.ship(external_id, again);
  record();
  CHECK(order().state == OrderState::kShipped);
  const auto story = shop.history(id);
  record();
  CHECK(shop.history(id) == story);
  shop.printer.edit(external_id, [](auto& order) { order.parcels[1].delivered = true; });
  record();
  CHECK(order().state == OrderState::kDelivered);
}

TEST_CASE_METHOD(Submitted, "the reason that an event gives is kept, whichever event was heard first") {
  shop.printer.edit(external_id, [](auto& order) {
    order.state = FulfillmentState::kOnHold;
    order.provider_state = "onhold";
  });
  const app::Told hold{FulfillmentState::kOnHold, "the artwork is blurred"};
  const app::Told failure{FulfillmentState::kFailed, "the card was declined"};
  const bool failure_last = GENERATE(false, true);
  record();
  CHECK(order().trouble == "onhold");
  REQUIRE(app::record_fulfillment(shop.services, external_id, failure_last ? hold : failure));
  REQUIRE(app::record_fulfillment(shop.services, external_id, failure_last ? failure : hold));
  CHECK(order().trouble == "onhold: the artwork is blurred");
  CHECK(fulfillment().reason == "the artwork is blurred");
  shop.printer.edit(external_id, [](auto& order) {
    order.state = FulfillmentState::kInProduction;
    order.provider_state = "inprocess";
  });
  record();
  CHECK(order().state == OrderState::kInProduction);
  CHECK(fulfillment().reason.empty());
}

TEST_CASE_METHOD(Submitted, "what a person reads is the newest trouble, also where it was told before, and what only goes on is not newer") {
  const auto printer_says = [&](FulfillmentState state, const std::string& word) {
    shop.printer.edit(external_id, [&](auto& order) { order.state = state, order.provider_state = word; });
    record();
  };
  printer_says(FulfillmentState::kOnHold, "onhold");
  printer_says(FulfillmentState::kFailed, "failed");
  CHECK(order().trouble == "failed");
  printer_says(FulfillmentState::kOnHold, "onhold");
  CHECK(order().trouble == "onhold");
  shop.payments.put_dispute({"du_1", *order().payment_intent_id, "needs_response", false});
  REQUIRE(shop.receive("stripe", "evt_1", "charge.dispute.created", *order().payment_intent_id));
  shop.run_ready_jobs();
  record();
  CHECK(order().trouble == "dispute du_1: needs_response");
  std::vector<std::string> told;
  for (const auto& entry : shop.history(id)) {
    if (app::tells_of_trouble(entry)) told.push_back(entry.reason);
  }
  CHECK(told == std::vector<std::string>{"onhold", "failed", "onhold", "dispute du_1: needs_response"});
}

TEST_CASE_METHOD(Submitted, "every change of the fulfillment is told in the order's sealed story") {
  shop.printer.edit(external_id, [](auto& order) {
    order.state = FulfillmentState::kFailed;
    order.provider_state = "failed";
    order.reason = "the print file is not a PNG";
  });
  record();
  std::vector<std::string> told;
  for (const auto& entry : shop.history(id)) {
    if (entry.event == domain::kFulfillmentChanged) told.push_back(entry.actor + " " + entry.reason);
  }
  CHECK(told == std::vector<std::string>{"printful owed -> accepted", "printful accepted -> failed: the print file is not a PNG"});
  CHECK(app::audit_history(shop.database)->broken.empty());
}

TEST_CASE_METHOD(Submitted, "what is read while another reader records is read again, not written over the newer") {
  // The other reader is quicker: it records the shipment between our reading and our writing.
  bool interrupted = false;
  shop.printer.before_answer = [&] {
    if (std::exchange(interrupted, true)) return;
    shop.printer.ship(external_id, test::parcel("1"));
    record();
  };
  record();
  REQUIRE(interrupted);
  CHECK(order().state == OrderState::kShipped);
  CHECK(fulfillment().state == domain::FulfillmentState::kShipped);
  CHECK(mails_owed() == 1);
}

TEST_CASE("the printer's news before our own answer arrived puts the order into production") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.errors_after.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  REQUIRE(shop.order(id).state == OrderState::kPaid);
  REQUIRE(app::record_fulfillment(shop.services, domain::external_id_of(id)));
  CHECK(shop.order(id).state == OrderState::kInProduction);
  shop.run_all_jobs();
  CHECK(shop.printer.accepted().size() == 1);
}

TEST_CASE("news of an order that is not ours, or that the printer does not know, is not found") {
  TestShop shop;
  const auto id = shop.paid_order();
  for (const std::string external_id : {std::string("short"), std::string(32, 'x'), std::string(32, 'a'),
                                        domain::external_id_of(id)}) {
    INFO(external_id);
    const auto recorded = app::record_fulfillment(shop.services, external_id);
    REQUIRE_FALSE(recorded);
    CHECK(recorded.error().code == ErrorCode::kNotFound);
  }
}

TEST_CASE("a print that reached the printer behind a refund's back is stopped when it is heard of") {
  TestShop shop;
  const auto id = shop.paid_order();
  REQUIRE(app::request_refund(shop.database, shop.clock, shop.ids, {shop.order(id).number, {}, "wished so", "owner", ""}));
  shop.run_all_jobs();
  // A worker that had lost its job sent this, and may not tell the shop.
  ports::FulfillmentRequest late;
  late.external_id = domain::external_id_of(id);
  REQUIRE(shop.printer.create_order(late));
  REQUIRE(app::record_fulfillment(shop.services, late.external_id));
  shop.run_all_jobs();
  const auto theirs = shop.printer.find_order(late.external_id);
  REQUIRE(theirs);
  CHECK((*theirs)->state == FulfillmentState::kCanceled);
}

TEST_CASE("money that the printer gives back for an order that is still wanted is shown to a person, the order goes on") {
  TestShop shop;
  const auto id = shop.submitted_order();
  REQUIRE(shop.receive("printful", "p_1", "order_refunded", domain::external_id_of(id)));
  shop.run_all_jobs();
  CHECK(shop.order(id).trouble == "the printer gave back what the order cost");
  CHECK(shop.order(id).state == OrderState::kInProduction);
}
