#include "app/reconcile/reconcile.h"

#include <catch2/catch.hpp>
#include <set>

#include "app/checkout/settle_checkout.h"
#include "app/refunds/request_refund.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

// The shop some time later, when nobody told it anything.
struct Shop : TestShop {
  void reconcile() {
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.jobs().enqueue({std::string(domain::kReconcile), "", clock.now()});
      return {};
    }));
    run_ready_jobs();
    CHECK(jobs(domain::kReconcile).back().state == adapters::memory::JobState::kCompleted);
  }
  void reconcile_after(std::chrono::milliseconds time) {
    clock.advance(time);
    reconcile();
  }
  double repaired(const std::string& what) { return metrics.value("picasso_reconciled_total{what=\"" + what + "\"}"); }
};

}  // namespace

TEST_CASE_METHOD(Shop, "a paid order whose webhook was lost and whose buyer never returned is settled and printed") {
  paid_session();
  reconcile_after(4min);
  CHECK(only_order().state == OrderState::kCreated);
  CHECK(payments.created().size() == 1);
  reconcile_after(2min);
  CHECK(only_order().state == OrderState::kInProduction);
  CHECK(printer.accepted().size() == 1);
  CHECK(repaired("payment") == 1);
  reconcile_after(15min);
  CHECK(repaired("payment") == 1);
}

TEST_CASE_METHOD(Shop, "an order whose payment page ended unheard of is closed, and one that never had a page") {
  start_checkout(tee_cart());
  payments.edit(*only_order().stripe_session_id, [](auto& session) { session.status = ports::SessionStatus::kExpired; });
  reconcile_after(24h);
  CHECK(only_order().state == OrderState::kExpired);
  CHECK(repaired("payment") == 1);
}

TEST_CASE_METHOD(Shop, "an order for which no payment page was ever made does not stay open for ever") {
  payments.errors_before.push(ErrorCode::kUnavailable);
  REQUIRE_FALSE(app::create_checkout(services, std::string(test::kCartId), tee_cart()));
  reconcile_after(24h);
  CHECK(only_order().state == OrderState::kCreated);
  reconcile_after(2h);
  CHECK(only_order().state == OrderState::kExpired);
}

TEST_CASE_METHOD(Shop, "money that arrived for an order that had ended goes before a person") {
  start_checkout(tee_cart());
  const auto session = *only_order().stripe_session_id;
  payments.edit(session, [](auto& page) { page.status = ports::SessionStatus::kExpired; });
  reconcile_after(10min);
  REQUIRE(only_order().state == OrderState::kExpired);
  payments.pay(session, "edda@example.com", test::address());
  reconcile_after(15min);
  CHECK(only_order().state == OrderState::kNeedsAttention);
}

TEST_CASE_METHOD(Shop, "a paid order that lost its job gets it again, but not beside one that still tries") {
  const auto id = paid_order();
  printer.errors_before.push(ErrorCode::kUnavailable, 3);
  reconcile_after(6min);
  CHECK(jobs(domain::kRenderPrintFiles).size() == 1);
  run_all_jobs();
  REQUIRE(order(id).state == OrderState::kInProduction);
}

TEST_CASE_METHOD(Shop, "an order whose job vanished is brought to the printer all the same") {
  const auto id = paid_order();
  database.with_state([](auto& state) { state.jobs.clear(); });
  reconcile_after(6min);
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(repaired("print") == 1);
}

TEST_CASE_METHOD(Shop, "a paid order that is not at the printer after half a day goes before a person, though its job only waits") {
  const auto id = paid_order();
  printer.wait = 5s;  // behind an open breaker
  run_ready_jobs();
  reconcile_after(app::kPrinterIsLate - 1min);
  CHECK_FALSE(order(id).trouble);
  reconcile_after(1min);
  CHECK(order(id).state == OrderState::kPaid);
  CHECK(order(id).trouble == "paid, but not at the printer after 12 hours");
  CHECK(jobs(domain::kSubmitFulfillment).at(0).job.tries() == 0);
  printer.wait = 0s;
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
}

TEST_CASE_METHOD(Shop, "a refunded order whose print cannot be stopped goes before a person while somebody may still call") {
  const auto id = submitted_order();
  printer.wait = 5s;
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "changed my mind", "owner", ""}));
  reconcile_after(59min);
  CHECK_FALSE(order(id).trouble);
  reconcile_after(2min);
  CHECK(order(id).trouble == "refunded, but the printer could not be asked to stop it yet");
  printer.wait = 0s;
  run_all_jobs();
  CHECK(jobs(domain::kCancelPrint).at(0).state == adapters::memory::JobState::kCompleted);
}

TEST_CASE_METHOD(Shop, "a paid order whose refund the bank still has, or sent back, is not brought to the printer, nor late there") {
  const auto id = paid_order();
  payments.refunds_begin_as = ports::RefundStatus::kPending;
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "changed my mind", "owner", ""}));
  run_all_jobs();
  const auto renderings = jobs(domain::kRenderPrintFiles).size();
  const auto before = order(id);
  reconcile_after(app::kPrinterIsLate + 1h);
  CHECK(order(id) == before);
  const auto refund = database.snapshot().refunds.at(0);
  payments.put_refund(*before.payment_intent_id,
                      {refund.provider_id.value(), refund.id, refund.amount_minor, ports::RefundStatus::kFailed, "lost card"});
  reconcile_after(15min);
  reconcile_after(15min);
  CHECK(order(id).state == OrderState::kPaid);
  CHECK(order(id).trouble->starts_with("the refund of"));
  CHECK(jobs(domain::kRenderPrintFiles).size() == renderings);
  CHECK(printer.accepted().empty());
}

TEST_CASE_METHOD(Shop, "news of the printer that nobody brought is read: parcels, cancellations") {
  const auto id = submitted_order();
  printer.ship(domain::external_id_of(id), test::parcel("1"));
  reconcile_after(59min);
  CHECK(order(id).state == OrderState::kInProduction);
  reconcile_after(2min);
  CHECK(order(id).state == OrderState::kShipped);
  CHECK(repaired("printer") == 1);
}

TEST_CASE_METHOD(Shop, "an order canceled at the printer goes before a person") {
  const auto id = submitted_order();
  printer.edit(domain::external_id_of(id), [](auto& order) { order.state = ports::FulfillmentState::kCanceled; });
  reconcile_after(61min);
  CHECK(order(id).state == OrderState::kNeedsAttention);
}

TEST_CASE_METHOD(Shop, "a refund made at the payment service that nobody told of is recorded") {
  const auto id = submitted_order();
  payments.put_refund(*order(id).payment_intent_id, {"re_1", "", 500, ports::RefundStatus::kSucceeded, ""});
  reconcile_after(15min);
  CHECK(order(id).refunded_minor == 500);
  CHECK(repaired("refund") == 1);
}

TEST_CASE_METHOD(Shop, "where all agree nothing is touched, and a service that is down is left alone") {
  const auto id = submitted_order();
  const auto before = order(id);
  reconcile_after(61min);
  CHECK(order(id) == before);
  payments.errors_before.push(ErrorCode::kUnavailable);
  printer.errors_before.push(ErrorCode::kRateLimited);
  reconcile_after(2h);
  CHECK(order(id) == before);
  for (const auto* what : {"payment", "refund", "printer", "print"}) CHECK(repaired(what) == 0);
}

TEST_CASE_METHOD(Shop, "an order that cannot be looked at waits for the next walk, and no walk is repeated") {
  const auto first = submitted_order();
  clock.advance(61min);
  start_checkout(tee_cart(), test::kOtherCartId);
  const auto second = database.snapshot().orders.at(1).id;
  payments.pay(*order(second).stripe_session_id, "edda@example.com", test::address());
  REQUIRE(app::settle_checkout(services, *order(second).stripe_session_id, app::SettleReason::kWebhook));
  database.with_state([](auto& state) { state.jobs.clear(); });
  clock.advance(6min);
  // The database goes away while the first one is read at the printer, and is back after the second one.
  printer.before_answer = [&] { database.errors_before.push(ErrorCode::kUnavailable, 3); };
  reconcile();
  CHECK_FALSE(database.errors_before.take());
  CHECK(jobs(domain::kReconcile).at(0).job.attempt == 1);
  CHECK(order(second).state == OrderState::kPaid);
  printer.before_answer = nullptr;
  reconcile_after(15min);
  CHECK(order(second).state == OrderState::kInProduction);
  CHECK(order(first).state == OrderState::kInProduction);
}

TEST_CASE("more orders than a walk looks at have their turn one walk after the other, none twice before all had it once") {
  std::vector<domain::OrderId> ids;
  for (int i = 0; i < 3 * app::kPrinterLooksAtOnce; ++i) ids.push_back({std::to_string(i)});
  std::set<std::string> looked_at;
  for (int walk = 0; walk < 3; ++walk) {
    const auto turn = app::in_turn(ids, base::from_unix_seconds(1'795'339'800) + walk * 15min);
    CHECK(turn.size() == ids.size());
    for (int look = 0; look < app::kPrinterLooksAtOnce; ++look) looked_at.insert(turn[static_cast<std::size_t>(look)].value);
  }
  CHECK(looked_at.size() == ids.size());
}

TEST_CASE_METHOD(Shop, "a dispute that was heard of before its payment sticks to the order") {
  const auto session = paid_session();
  REQUIRE(receive("stripe", "evt_1", "charge.dispute.created", "pi_" + session));
  run_ready_jobs();
  CHECK_FALSE(only_order().trouble);
  REQUIRE(receive("stripe", "evt_2", "checkout.session.completed", session));
  run_ready_jobs();
  CHECK(only_order().trouble == "charge.dispute.created (evt_1)");
  CHECK(only_order().state == OrderState::kInProduction);
}
