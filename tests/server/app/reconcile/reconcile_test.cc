#include "app/checkout/settle_checkout.h"
#include "app/orders/change_order.h"
#include "app/orders/resume_order.h"
#include "app/reconcile/late_order.h"
#include "app/reconcile/reconciled_shop.h"
#include "app/refunds/request_refund.h"

using base::ErrorCode;
using domain::OrderState;
using Shop = test::ReconciledShop;
using namespace std::chrono_literals;

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

TEST_CASE_METHOD(Shop, "an order whose payment page nobody knows any more ends when no page lives so long, and a person is told") {
  start_checkout(tee_cart());
  database.with_state([](auto& state) { state.orders.at(0).stripe_session_id = "cs_gone"; });
  reconcile_after(24h);
  CHECK(only_order().state == OrderState::kCreated);
  reconcile_after(2h);
  CHECK(only_order().state == OrderState::kExpired);
  CHECK(only_order().payment == domain::PaymentState::kExpired);
  CHECK(only_order().trouble == "the payment service does not know its payment page");
  const auto story = history(only_order().id).size();
  reconcile_after(15min);
  CHECK(history(only_order().id).size() == story);

  SECTION("and what turns out to be paid all the same goes before a person") {
    database.with_state([](auto& state) { state.orders.at(0).stripe_session_id = "cs_test_1"; });
    payments.pay("cs_test_1", "edda@example.com", test::address());
    reconcile_after(15min);
    CHECK(only_order().state == OrderState::kNeedsAttention);
    CHECK(only_order().paid_minor == 3399);
  }
}

TEST_CASE_METHOD(Shop, "who knows none of our payment pages may be the wrong account: a walk ends three orders at most") {
  for (int i = 1; i <= 6; ++i) start_checkout(tee_cart(), "0a0a0a0a-0000-4000-8000-00000000000" + std::to_string(i));
  database.with_state([](auto& state) {
    for (auto& order : state.orders) order.stripe_session_id = "cs_gone_" + *order.stripe_session_id;
  });
  reconcile_after(26h);
  int open = 0;
  for (const auto& order : database.snapshot().orders) open += order.state == OrderState::kCreated ? 1 : 0;
  CHECK(open == 3);
}

TEST_CASE_METHOD(Shop, "a bank's refusal of which nobody told ends the order") {
  const auto session = paid_session();
  payments.edit(session, [](auto& page) { page.payment = ports::PaymentStatus::kUnpaid; });
  reconcile_after(10min);
  CHECK(only_order().payment == domain::PaymentState::kUnderWay);
  payments.edit(session, [](auto& page) { page.payment = ports::PaymentStatus::kRefused; });
  reconcile_after(15min);
  CHECK(only_order().state == OrderState::kCanceled);
  CHECK(only_order().payment == domain::PaymentState::kFailed);
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

TEST_CASE_METHOD(Shop, "a paid order whose full refund the bank has is not brought to the printer, and about one that it sent back a person decides") {
  const auto id = paid_order();
  payments.refunds_begin_as = ports::RefundStatus::kPending;
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "changed my mind", "owner", ""}));
  run_all_jobs();
  const auto renderings = jobs(domain::kRenderPrintFiles).size();
  const auto before = order(id);
  reconcile_after(app::kPrinterIsLate + 1h);
  CHECK(order(id) == before);
  send_back_refund(id);
  reconcile_after(15min);
  reconcile_after(15min);
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(order(id).trouble->starts_with("the refund of"));
  CHECK(jobs(domain::kRenderPrintFiles).size() == renderings);
  CHECK(printer.accepted().empty());
  REQUIRE(app::resume_order(database, clock, order(id).number, "she takes it after all"));
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
}

TEST_CASE_METHOD(Shop, "a paid order whose refund in two parts came back in part, and that still counts as paid, is held back, not printed") {
  const auto id = paid_order();
  payments.refunds_begin_as = ports::RefundStatus::kPending;
  for (const auto amount : {std::optional<std::int64_t>{1000}, std::optional<std::int64_t>{}}) {
    REQUIRE(app::request_refund(database, clock, ids, {order(id).number, amount, "changed my mind", "owner", ""}));
  }
  run_all_jobs();
  send_back_refund(id);
  reconcile_after(15min);
  // As a shop of before leaves it.
  database.with_state([](auto& state) {
    state.orders.at(0).state = OrderState::kPaid;
    state.jobs.clear();
  });
  reconcile_after(15min);
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(order(id).trouble == "the refund of all that was paid failed: resume the order or refund it again");
  CHECK(jobs(domain::kRenderPrintFiles).empty());
  REQUIRE(app::resume_order(database, clock, order(id).number, "she takes it after all"));
  database.with_state([](auto& state) { state.jobs.clear(); });
  reconcile_after(15min);
  CHECK(order(id).state == OrderState::kInProduction);
}

TEST_CASE_METHOD(Shop, "a paid order of which a part could not be given back is still wanted: its lost job comes again, and it may be late") {
  const auto id = paid_order();
  payments.refunds_begin_as = ports::RefundStatus::kPending;
  printer.wait = 5s;
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, 500, "a stain", "owner", ""}));
  run_ready_jobs();
  send_back_refund(id);
  reconcile();
  REQUIRE(order(id).state == OrderState::kPaid);
  REQUIRE(order(id).trouble->starts_with("the refund of"));
  SECTION("late") {
    reconcile_after(app::kPrinterIsLate);
    CHECK(order(id).trouble == "paid, but not at the printer after 12 hours");
  }
  SECTION("lost") {
    database.with_state([](auto& state) { state.jobs.clear(); });
    printer.wait = 0s;
    reconcile_after(6min);
    CHECK(order(id).state == OrderState::kInProduction);
  }
}

TEST_CASE_METHOD(Shop, "an order that was resumed has its half day from then on, and what is wrong again is told again") {
  const auto id = paid_order();
  printer.wait = 5s;
  run_ready_jobs();
  reconcile_after(app::kPrinterIsLate);
  REQUIRE(order(id).trouble == "paid, but not at the printer after 12 hours");
  const auto give_up = [&] {
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      auto locked = *transaction.orders().find_for_update(id);
      app::change_order(transaction, locked, domain::OrderEvent::kTrouble, clock.now(), "system", "out of stock");
      return {};
    }));
    run_ready_jobs();
  };
  give_up();
  CHECK(mails_to_owner() == 2);
  REQUIRE(app::resume_order(database, clock, order(id).number, "the printer is back"));
  reconcile_after(app::kPrinterIsLate - 1min);
  CHECK_FALSE(order(id).trouble);
  reconcile_after(1min);
  CHECK(order(id).trouble == "paid, but not at the printer after 12 hours");
  CHECK(mails_to_owner() == 3);
  reconcile_after(15min);
  CHECK(mails_to_owner() == 3);
  give_up();
  CHECK(mails_to_owner() == 4);
}

TEST_CASE_METHOD(Shop, "an order that the printer no longer knows goes before a person, and is made once more when the owner resumes it") {
  const auto id = submitted_order();
  const auto external_id = domain::external_id_of(id);
  const auto first = (*printer.find_order(external_id))->id;
  printer.forget(external_id);
  reconcile_after(59min);
  CHECK(order(id).state == OrderState::kInProduction);
  reconcile_after(2min);
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(order(id).trouble == "the printer no longer knows this order");
  CHECK(database.snapshot().fulfillments.at(id).state == domain::FulfillmentState::kGone);
  CHECK(repaired("printer") == 1);

  SECTION("resumed") {
    REQUIRE(app::resume_order(database, clock, order(id).number, "deleted by mistake"));
    CHECK(database.snapshot().fulfillments.at(id).provider_order_id.empty());
    run_all_jobs();
    CHECK(order(id).state == OrderState::kInProduction);
    CHECK(printer.accepted().size() == 2);
    const auto second = (*printer.find_order(external_id))->id;
    CHECK(second != first);
    CHECK(database.snapshot().fulfillments.at(id).provider_order_id == second);
    CHECK_FALSE(app::resume_order(database, clock, order(id).number, "again"));
  }
  SECTION("given back") {
    REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "it is lost", "owner", ""}));
    run_all_jobs();
    CHECK(order(id).state == OrderState::kRefunded);
    CHECK(printer.accepted().size() == 1);
  }
}

TEST_CASE_METHOD(Shop, "an order that vanished after its parcel left is only put before a person") {
  const auto id = submitted_order();
  printer.ship(domain::external_id_of(id), test::parcel("1"));
  reconcile_after(61min);
  printer.forget(domain::external_id_of(id));
  reconcile_after(61min);
  CHECK(order(id).state == OrderState::kShipped);
  CHECK(order(id).trouble == "the printer no longer knows this order");
}

TEST_CASE_METHOD(Shop, "a refunded order that the printer no longer knows is stopped, and nobody's trouble") {
  const auto id = submitted_order();
  clock.advance(6min);
  printer.forget(domain::external_id_of(id));
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "changed my mind", "owner", ""}));
  run_all_jobs();
  CHECK(order(id).state == OrderState::kRefunded);
  CHECK_FALSE(order(id).trouble);
  CHECK(database.snapshot().fulfillments.at(id).state == domain::FulfillmentState::kGone);
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

TEST_CASE_METHOD(Shop, "a dispute that was heard of before its payment stops the order") {
  const auto session = paid_session();
  payments.put_dispute({"du_1", "pi_" + session, "needs_response", false});
  REQUIRE(receive("stripe", "evt_1", "charge.dispute.created", "pi_" + session));
  run_ready_jobs();
  CHECK_FALSE(only_order().trouble);
  REQUIRE(receive("stripe", "evt_2", "checkout.session.completed", session));
  run_ready_jobs();
  CHECK(only_order().trouble == "dispute du_1: needs_response");
  CHECK(only_order().state == OrderState::kNeedsAttention);
}

TEST_CASE_METHOD(Shop, "a dispute of which no event came is found, and so is its end, each told once") {
  const auto id = submitted_order();
  const auto intent = *order(id).payment_intent_id;
  payments.put_dispute({"du_0", "", "lost", false});
  payments.put_dispute({"du_1", intent, "needs_response", false});
  payments.put_dispute({"du_2", "pi_of_another_shop", "lost", false});
  reconcile_after(15min);
  CHECK(order(id).trouble == "dispute du_1: needs_response");
  CHECK(repaired("dispute") == 1);
  payments.put_dispute({"du_1", intent, "lost", false});
  reconcile_after(15min);
  CHECK(order(id).trouble == "dispute du_1: lost");
  const auto told = history(id).size();
  reconcile_after(15min);
  CHECK(history(id).size() == told);
}

TEST_CASE_METHOD(Shop, "an order of which nothing was sent for ten days is shown to a person, once, and goes on") {
  const auto id = submitted_order();
  reconcile_after(app::kNothingSentIsLate - 1min);
  CHECK_FALSE(order(id).trouble);
  reconcile_after(1min);
  CHECK(order(id).trouble == "at the printer for 10 days, and nothing was sent");
  CHECK(order(id).state == OrderState::kInProduction);
  const auto told = history(id).size();
  reconcile_after(24h);
  CHECK(history(id).size() == told);
  printer.ship(domain::external_id_of(id), test::parcel("1"));
  reconcile_after(61min);
  CHECK(order(id).state == OrderState::kShipped);
}

TEST_CASE_METHOD(Shop, "a parcel that is not known to have arrived for thirty days is shown to a person, one that has is not") {
  const auto late = submitted_order();
  auto sent = test::parcel("1");
  sent.shipped_at = clock.now();
  printer.ship(domain::external_id_of(late), sent);
  reconcile_after(61min);
  REQUIRE(order(late).state == OrderState::kShipped);
  reconcile_after(app::kNotArrivedIsLate - 62min);
  CHECK_FALSE(order(late).trouble);
  reconcile_after(61min);
  CHECK(order(late).trouble == "the last parcel left 30 days ago, and not all has arrived");
  printer.edit(domain::external_id_of(late), [](auto& order) { order.parcels[0].delivered = true; });
  reconcile_after(61min);
  CHECK(order(late).state == OrderState::kDelivered);
}
