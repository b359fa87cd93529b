// Money back: asked for here or at the payment service, in whole or in parts, once.
#include <catch2/catch.hpp>

#include "app/orders/audit_history.h"
#include "app/refunds/request_refund.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using domain::RefundState;
using ports::FulfillmentState;
using ports::RefundStatus;
using test::TestShop;

namespace {

constexpr std::int64_t kTotal = 2900 + 499;

struct Shop : TestShop {
  auto refund(const domain::OrderId& id, std::optional<std::int64_t> amount = {}, const std::string& refund_id = "") {
    return app::request_refund(database, clock, ids, {order(id).number, amount, "the buyer asked", "owner", refund_id});
  }
  std::vector<domain::Refund> refunds() { return database.snapshot().refunds; }
  std::string intent(const domain::OrderId& id) { return *order(id).payment_intent_id; }
  std::vector<ports::PaidRefund> at_stripe(const domain::OrderId& id) { return *payments.list_refunds(intent(id)); }
  std::string printed_state(const domain::OrderId& id) {
    const auto theirs = *printer.find_order(domain::external_id_of(id));
    return theirs ? theirs->provider_state : "none";
  }
  int mails_about(const std::string& category) {
    int count = 0;
    for (const auto& mail : mailer.sent()) count += mail.category == category ? 1 : 0;
    return count;
  }
  void tell(const domain::OrderId& id, const std::string& event_id, const std::string& type = "refund.updated") {
    REQUIRE(receive("stripe", event_id, type, intent(id)));
    run_all_jobs();
  }
  void require_intact_history() {
    const auto audit = app::audit_history(database);
    REQUIRE(audit);
    CHECK(audit->broken.empty());
    CHECK(audit->orders > 0);
  }
};

}  // namespace

TEST_CASE("a full refund pays everything back once, tells the buyer and ends the order") {
  Shop shop;
  const auto id = shop.submitted_order();
  const auto asked = shop.refund(id);
  REQUIRE(asked);
  CHECK(asked->amount_minor == kTotal);
  CHECK(shop.refunds()[0].state == RefundState::kRequested);
  CHECK(shop.at_stripe(id).empty());
  shop.run_all_jobs();
  CHECK(shop.refunds()[0].state == RefundState::kSucceeded);
  REQUIRE(shop.at_stripe(id).size() == 1);
  CHECK(shop.at_stripe(id)[0].amount_minor == kTotal);
  CHECK(shop.at_stripe(id)[0].refund_id == asked->id);
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.mails_about("refund") == 1);
  shop.require_intact_history();
}

TEST_CASE("a full refund before production cancels the print, a partial one leaves it alone") {
  Shop shop;
  const auto id = shop.submitted_order();
  const bool full = GENERATE(true, false);
  REQUIRE((full ? shop.refund(id) : shop.refund(id, 100)));
  shop.run_all_jobs();
  CHECK(shop.printed_state(id) == (full ? "canceled" : "pending"));
  CHECK(shop.order(id).state == (full ? OrderState::kRefunded : OrderState::kInProduction));
  CHECK_FALSE(shop.order(id).trouble);
  shop.require_intact_history();
}

TEST_CASE("a print that can no longer be stopped is put before a person") {
  Shop shop;
  const auto id = shop.submitted_order();
  shop.printer.edit(domain::external_id_of(id), [](auto& order) {
    order.state = FulfillmentState::kInProduction;
    order.provider_state = "inprocess";
  });
  REQUIRE(shop.refund(id));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.order(id).trouble->find("no longer stops it (inprocess)") != std::string::npos);
}

TEST_CASE("parts add up to the whole, and not a cent beyond") {
  Shop shop;
  const auto id = shop.submitted_order();
  REQUIRE(shop.refund(id, 1000));
  REQUIRE(shop.refund(id, 2000));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
  CHECK(shop.refund(id, 400).error().code == ErrorCode::kInvalidInput);
  CHECK(shop.refund(id, 0).error().code == ErrorCode::kInvalidInput);
  CHECK(shop.refund(id, -5).error().code == ErrorCode::kInvalidInput);
  REQUIRE(shop.refund(id, 399));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.refund(id).error().code == ErrorCode::kConflict);
  CHECK(shop.mails_about("refund") == 3);
}

TEST_CASE("the same request twice is one refund") {
  Shop shop;
  const auto id = shop.submitted_order();
  const std::string key = "7f8fad5b-d9cb-469f-a165-70867728950e";
  REQUIRE(shop.refund(id, 1000, key));
  CHECK(shop.refund(id, 1000, key)->id == key);
  CHECK(shop.refund(id, 999, key).error().code == ErrorCode::kConflict);
  CHECK(shop.refund(id, 1000, "mine").error().code == ErrorCode::kInvalidInput);
  shop.run_all_jobs();
  CHECK(shop.at_stripe(id).size() == 1);
}

TEST_CASE("what was not paid is not refunded") {
  Shop shop;
  shop.start_checkout(shop.tee_cart());
  CHECK(shop.refund(shop.only_order().id).error().code == ErrorCode::kConflict);
  CHECK(app::request_refund(shop.database, shop.clock, shop.ids, {"PP-NOBODY", {}, "", "owner", ""}).error().code ==
        ErrorCode::kNotFound);
}

TEST_CASE("a lost answer of the payment service does not pay back twice") {
  Shop shop;
  const auto id = shop.submitted_order();
  REQUIRE(shop.refund(id, 1000));
  shop.payments.errors_after.push(ErrorCode::kUnavailable);
  shop.run_all_jobs();
  CHECK(shop.at_stripe(id).size() == 1);
  CHECK(shop.refunds()[0].state == RefundState::kSucceeded);
  CHECK(shop.mails_about("refund") == 1);
}

TEST_CASE("a payment service that is down is asked again") {
  Shop shop;
  const auto id = shop.submitted_order();
  REQUIRE(shop.refund(id, 1000));
  for (int i = 0; i < 5; ++i) shop.payments.errors_before.push(ErrorCode::kUnavailable);
  shop.run_all_jobs();
  CHECK(shop.refunds()[0].state == RefundState::kSucceeded);
}

TEST_CASE("a refund that the payment service will not do goes before a person and counts no more") {
  Shop shop;
  const auto id = shop.submitted_order();
  REQUIRE(shop.refund(id, 1000));
  shop.payments.put_refund(shop.intent(id), {"re_all", "", kTotal, RefundStatus::kSucceeded, ""});
  shop.run_all_jobs();
  CHECK(shop.refunds()[0].state == RefundState::kFailed);
  CHECK(shop.order(id).refunded_minor == 0);
  CHECK(shop.order(id).trouble->find("the refund of $10.00 failed") != std::string::npos);
  shop.tell(id, "evt_1");
  CHECK(shop.order(id).state == OrderState::kRefunded);
}

TEST_CASE("a pending refund is not told to the buyer before it succeeded") {
  Shop shop;
  shop.payments.refunds_begin_as = RefundStatus::kPending;
  const auto id = shop.submitted_order();
  const auto asked = shop.refund(id);
  REQUIRE(asked);
  shop.run_all_jobs();
  CHECK(shop.refunds()[0].state == RefundState::kPending);
  CHECK(shop.mails_about("refund") == 0);
  CHECK(shop.order(id).state != OrderState::kRefunded);
  const auto theirs = shop.at_stripe(id)[0];
  shop.payments.put_refund(shop.intent(id), {theirs.id, asked->id, kTotal, RefundStatus::kSucceeded, ""});
  shop.tell(id, "evt_1");
  CHECK(shop.mails_about("refund") == 1);
  CHECK(shop.order(id).state == OrderState::kRefunded);
}

TEST_CASE("a refund that the bank returns days later puts the order before a person, and can be made again") {
  Shop shop;
  const auto id = shop.submitted_order();
  const auto asked = shop.refund(id);
  REQUIRE(asked);
  shop.run_all_jobs();
  const auto theirs = shop.at_stripe(id)[0];
  shop.payments.put_refund(shop.intent(id), {theirs.id, asked->id, kTotal, RefundStatus::kFailed, "expired_card"});
  shop.tell(id, "evt_1", "refund.failed");
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble->find("expired_card") != std::string::npos);
  CHECK(shop.order(id).refunded_minor == 0);
  REQUIRE(shop.refund(id));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kRefunded);
  shop.require_intact_history();
}

TEST_CASE("each refund that the bank returns is told, also where two of the same sum come back for the same reason") {
  Shop shop;
  shop.services.owner_email = "owner@example.com";
  const auto id = shop.submitted_order();
  for (int i = 0; i < 2; ++i) REQUIRE(shop.refund(id, 500));
  shop.run_all_jobs();
  for (const auto& theirs : shop.at_stripe(id)) {
    shop.payments.put_refund(shop.intent(id), {theirs.id, theirs.refund_id, 500, RefundStatus::kFailed, "expired_card"});
    shop.tell(id, "evt_" + theirs.id, "refund.failed");
  }
  CHECK(shop.mails_about("trouble") == 2);
}

TEST_CASE("a print that could not be stopped before its job was given up goes before a person") {
  Shop shop;
  const auto id = shop.submitted_order();
  REQUIRE(shop.refund(id));
  shop.printer.errors_before.push(ErrorCode::kUnavailable, 1000);
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.order(id).trouble->starts_with("order.cancel_print failed 200 times"));
}

TEST_CASE("a refund made at the payment service is stored, told and stops the print") {
  Shop shop;
  const auto id = shop.submitted_order();
  shop.payments.put_refund(shop.intent(id), {"re_hand", "", kTotal, RefundStatus::kSucceeded, ""});
  for (const auto* event : {"evt_1", "evt_2", "evt_2"}) shop.tell(id, event);
  shop.tell(id, "evt_3", "charge.refunded");
  REQUIRE(shop.refunds().size() == 1);
  CHECK(shop.refunds()[0].actor == "stripe");
  CHECK(shop.refunds()[0].provider_id == "re_hand");
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.printed_state(id) == "canceled");
  CHECK(shop.mails_about("refund") == 1);
  shop.require_intact_history();
}

TEST_CASE("refund and submission may come in any order: nothing is printed that is paid back") {
  // How many jobs run before the refund: none, the print files, the submission ...
  const int jobs_before = GENERATE(0, 1, 2, 3, 4);
  Shop shop;
  const auto id = shop.paid_order();
  for (int i = 0; i < jobs_before; ++i) shop.worker.run_one();
  REQUIRE(shop.refund(id));
  shop.run_all_jobs();
  const auto printed = shop.printed_state(id);
  CHECK((printed == "none" || printed == "canceled"));
  CHECK(shop.order(id).state == OrderState::kRefunded);
  CHECK(shop.at_stripe(id).size() == 1);
  shop.require_intact_history();
}

TEST_CASE("a print that was accepted while the refund was made, and its answer lost, is stopped too") {
  Shop shop;
  const auto id = shop.paid_order();
  shop.printer.errors_after.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  REQUIRE(shop.printed_state(id) == "pending");
  REQUIRE(shop.order(id).state == OrderState::kPaid);
  REQUIRE(shop.refund(id));
  shop.run_all_jobs();
  CHECK(shop.printed_state(id) == "canceled");
}

TEST_CASE("a story that somebody changed is found by the audit") {
  Shop shop;
  const auto id = shop.submitted_order();
  shop.database.with_state([&](auto& state) { state.history.at(1).reason = "nothing happened"; });
  const auto audit = app::audit_history(shop.database);
  REQUIRE(audit);
  REQUIRE(audit->broken.size() == 1);
  CHECK(audit->broken[0].find(shop.order(id).number + ", entry 2 ") != std::string::npos);
}
