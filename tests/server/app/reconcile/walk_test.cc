// Many orders: who is looked at when, and what that costs the other services.
#include <algorithm>

#include "app/checkout/settle_checkout.h"
#include "app/reconcile/reconciled_shop.h"
#include "app/refunds/request_refund.h"

using domain::OrderState;
using namespace std::chrono_literals;

namespace {

// Many orders at the printer, in the order of their ids.
struct Crowd : test::ReconciledShop {
  void submit(int count) {
    const auto items = tee_cart();
    for (int i = 0; i < count; ++i) {
      start_checkout(items, ids.new_uuid());
      const auto id = database.snapshot().orders.back().id;
      const auto session = *order(id).stripe_session_id;
      payments.pay(session, "edda@example.com", test::address());
      REQUIRE(app::settle_checkout(services, session, app::SettleReason::kWebhook));
      submitted.push_back(id);
    }
    run_ready_jobs();
    std::sort(submitted.begin(), submitted.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    REQUIRE(in_state(OrderState::kInProduction) == count);
  }
  std::string external(std::size_t at) { return domain::external_id_of(submitted.at(at)); }
  int in_state(OrderState state) {
    int count = 0;
    for (const auto& order : database.snapshot().orders) count += order.state == state ? 1 : 0;
    return count;
  }

  std::vector<domain::OrderId> submitted;
};

}  // namespace

TEST_CASE("orders have their turn from where the last walk ended, once around") {
  const std::vector<domain::OrderId> ids{{"a"}, {"c"}, {"e"}};
  CHECK(app::in_turn(ids, std::nullopt) == ids);
  CHECK(app::in_turn(ids, domain::OrderId{"c"}) == std::vector<domain::OrderId>{{"c"}, {"e"}, {"a"}});
  CHECK(app::in_turn(ids, domain::OrderId{"d"}) == std::vector<domain::OrderId>{{"e"}, {"a"}, {"c"}});
  CHECK(app::in_turn(ids, domain::OrderId{"f"}) == ids);
  CHECK(app::in_turn({}, domain::OrderId{"a"}).empty());
}

TEST_CASE_METHOD(Crowd, "orders that the printer cannot tell of keep none of the others from their turn for long") {
  submit(12);
  for (std::size_t i = 0; i < 6; ++i) printer.unreadable.insert(external(i));
  clock.advance(61min);
  for (std::size_t i = 6; i < 12; ++i) printer.ship(external(i), test::parcel(std::to_string(i)));
  reconcile();
  CHECK(in_state(OrderState::kShipped) == 0);
  CHECK(database.snapshot().next_to_reconcile == submitted.at(3));
  reconcile_after(15min);
  CHECK(in_state(OrderState::kShipped) == 0);
  reconcile_after(15min);
  CHECK(in_state(OrderState::kShipped) == 6);
}

TEST_CASE_METHOD(Crowd, "one order that cannot be read, and then another, is no outage") {
  submit(6);
  for (const std::size_t unreadable : {0, 1, 3}) printer.unreadable.insert(external(unreadable));
  clock.advance(61min);
  for (std::size_t i = 0; i < 6; ++i) printer.ship(external(i), test::parcel(std::to_string(i)));
  reconcile();
  CHECK(in_state(OrderState::kShipped) == 3);
}

TEST_CASE_METHOD(Crowd, "a printer that knows none of our orders is the wrong door: a few go before a person, not all") {
  submit(8);
  for (std::size_t i = 0; i < 8; ++i) printer.forget(external(i));
  reconcile_after(61min);
  CHECK(in_state(OrderState::kNeedsAttention) == 3);
  CHECK(in_state(OrderState::kInProduction) == 5);
}

TEST_CASE_METHOD(Crowd, "a printer whose gate is shut is not asked, and the order it has is the next one's first") {
  submit(2);
  clock.advance(61min);
  printer.ship(external(0), test::parcel("1"));
  printer.wait = 60s;
  reconcile();
  CHECK(in_state(OrderState::kInProduction) == 2);
  CHECK(database.snapshot().next_to_reconcile == submitted.at(0));
  printer.wait = 0s;
  reconcile_after(15min);
  CHECK(in_state(OrderState::kShipped) == 1);
  CHECK_FALSE(database.snapshot().next_to_reconcile);
}

TEST_CASE_METHOD(Crowd, "of more orders than a walk looks at, the next walk begins with the first that had no turn") {
  submit(app::kPrinterLooksAtOnce + 10);
  clock.advance(61min);
  for (std::size_t i = 0; i < submitted.size(); ++i) printer.ship(external(i), test::parcel(std::to_string(i)));
  reconcile();
  CHECK(in_state(OrderState::kShipped) == app::kPrinterLooksAtOnce);
  reconcile_after(15min);
  CHECK(in_state(OrderState::kShipped) == app::kPrinterLooksAtOnce + 10);
}

TEST_CASE_METHOD(Crowd, "a walk that takes too long ends, and the next one goes on there") {
  submit(4);
  clock.advance(61min);
  for (std::size_t i = 0; i < 4; ++i) printer.ship(external(i), test::parcel(std::to_string(i)));
  printer.before_answer = [&] { clock.advance(3min); };
  reconcile();
  CHECK(in_state(OrderState::kShipped) == 2);
  CHECK(database.snapshot().next_to_reconcile == submitted.at(2));
  reconcile_after(15min);
  CHECK(in_state(OrderState::kShipped) == 4);
}

TEST_CASE_METHOD(Crowd, "refunds are listed page by page, and of no single order where all agree") {
  submit(5);
  for (const auto& id : submitted) {
    REQUIRE(app::request_refund(database, clock, ids, {order(id).number, 500, "a stain", "owner", ""}));
  }
  run_ready_jobs();
  payments.put_refund("pi_of_another_shop", {"re_other", "", 100, ports::RefundStatus::kSucceeded, ""});
  payments.lists = 0;
  reconcile_after(15min);
  CHECK(payments.lists == 1);
  payments.lists = 0;
  payments.refunds_on_a_page = 2;
  payments.put_refund(*order(submitted[4]).payment_intent_id, {"re_1", "", 300, ports::RefundStatus::kSucceeded, ""});
  reconcile_after(15min);
  CHECK(payments.lists == 4 + 1);  // seven refunds, and those of the order that differs
  CHECK(order(submitted[4]).refunded_minor == 800);
  CHECK(repaired("refund") == 1);
}

TEST_CASE_METHOD(Crowd, "a refund that cannot be read keeps those behind it from nothing") {
  submit(3);
  payments.refunds_on_a_page = 1;
  for (const auto& id : submitted) {
    payments.put_refund(*order(id).payment_intent_id, {"re_" + id.value, "", 300, ports::RefundStatus::kSucceeded, ""});
  }
  payments.unreadable.insert("re_" + submitted[0].value);
  reconcile_after(15min);
  CHECK(order(submitted[0]).refunded_minor == 0);
  CHECK(order(submitted[1]).refunded_minor == 300);
  CHECK(order(submitted[2]).refunded_minor == 300);
}

TEST_CASE_METHOD(Crowd, "a payment service that cannot tell of three orders' refunds in a row is asked no more, and about no payment page") {
  submit(5);
  for (const auto& id : submitted) {
    payments.put_refund(*order(id).payment_intent_id, {"re_" + id.value, "", 300, ports::RefundStatus::kSucceeded, ""});
  }
  start_checkout(tee_cart(), ids.new_uuid());
  const auto open = database.snapshot().orders.back().id;
  payments.pay(*order(open).stripe_session_id, "edda@example.com", test::address());
  clock.advance(10min);
  payments.lists = 0;
  payments.errors_before.push_none();  // all refunds are listed, those of single orders are not
  payments.errors_before.push(base::ErrorCode::kUnavailable, 3);
  reconcile();
  CHECK(payments.lists == 1);
  for (const auto& id : submitted) CHECK(order(id).refunded_minor == 0);
  CHECK(order(open).state == OrderState::kCreated);
  CHECK(database.snapshot().next_to_reconcile == open);
  reconcile_after(15min);
  for (const auto& id : submitted) CHECK(order(id).refunded_minor == 300);
  CHECK(order(open).state != OrderState::kCreated);
  CHECK(repaired("refund") == 5);
}
