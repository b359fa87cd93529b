#include "app/orders/resume_order.h"

#include <catch2/catch.hpp>

#include "app/orders/audit_history.h"
#include "app/refunds/request_refund.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

namespace {

struct Shop : TestShop {
  auto resume(const domain::OrderId& id) {
    return app::resume_order(database, clock, order(id).number, "the buyer takes a larger one");
  }
  // Nothing of it reached the printer.
  domain::OrderId order_out_of_stock() {
    const auto id = paid_order();
    printer.out_of_stock = {order(id).lines.at(0).printful_variant_id};
    run_all_jobs();
    REQUIRE(order(id).state == OrderState::kNeedsAttention);
    printer.out_of_stock.clear();
    return id;
  }
};

}  // namespace

TEST_CASE_METHOD(Shop, "an order that the printer did not take is brought there when the owner has settled why") {
  const auto id = order_out_of_stock();
  const auto resumed = resume(id);
  REQUIRE(resumed);
  CHECK(order(id).state == OrderState::kPaid);
  CHECK_FALSE(order(id).trouble);
  const auto entry = history(id).back();
  CHECK(entry.event == "resumed");
  CHECK(entry.actor == "owner");
  CHECK(entry.from == OrderState::kNeedsAttention);
  CHECK(entry.to == OrderState::kPaid);
  CHECK(entry.reason == "the buyer takes a larger one");
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printer.accepted().size() == 1);
  CHECK(app::audit_history(database)->broken.empty());
}

TEST_CASE_METHOD(Shop, "an order whose job was given up is resumed, and a print that came about unheard is not made twice") {
  const auto id = paid_order();
  printer.errors_after.push(ErrorCode::kUnavailable);
  run_ready_jobs();
  REQUIRE(printer.accepted().size() == 1);
  printer.errors_before.push(ErrorCode::kUnavailable, 100'000);
  run_all_jobs();
  REQUIRE(order(id).state == OrderState::kNeedsAttention);
  while (printer.errors_before.take()) {
  }
  REQUIRE(resume(id));
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printer.accepted().size() == 1);
}

TEST_CASE_METHOD(Shop, "to have the given up job tried again as well makes no second print") {
  const auto id = paid_order();
  printer.errors_before.push(ErrorCode::kUnavailable, 100'000);
  run_all_jobs();
  while (printer.errors_before.take()) {
  }
  REQUIRE(resume(id));
  REQUIRE(queue.retry(jobs(domain::kSubmitFulfillment).at(0).job.id, clock.now()) == true);
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printer.accepted().size() == 1);
}

TEST_CASE_METHOD(Shop, "an order that fails again is before a person again") {
  const auto id = order_out_of_stock();
  printer.out_of_stock = {order(id).lines.at(0).printful_variant_id};
  REQUIRE(resume(id));
  run_all_jobs();
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(resume(id));
}

TEST_CASE_METHOD(Shop, "what is not before a person, was refunded or is at the printer is not resumed") {
  const auto refused = [&](const domain::OrderId& id) {
    const auto before = order(id);
    const auto resumed = resume(id);
    REQUIRE_FALSE(resumed);
    CHECK(order(id) == before);
    return resumed.error().public_message;
  };
  SECTION("it goes its way") { CHECK(refused(submitted_order()) == "This order is in_production."); }
  SECTION("all of it is being given back") {
    const auto id = order_out_of_stock();
    REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "sold out", "owner", ""}));
    CHECK(refused(id) == "This order is refunded.");
  }
  SECTION("the printer holds it") {
    const auto id = submitted_order();
    const auto external_id = domain::external_id_of(id);
    printer.edit(external_id, [](auto& theirs) {
      theirs.state = ports::FulfillmentState::kOnHold;
      theirs.provider_state = "onhold";
    });
    REQUIRE(receive("printful", "p_1", "order_put_hold", external_id));
    run_all_jobs();
    CHECK(refused(id) == "The printer has this order (1000, onhold): settle it there.");
  }
  SECTION("it was not paid as agreed") {
    const auto session = paid_session();
    payments.edit(session, [](auto& page) { page.total.minor -= 100; });
    REQUIRE(receive("stripe", "evt_1", "checkout.session.completed", session));
    run_all_jobs();
    REQUIRE(only_order().state == OrderState::kNeedsAttention);
    CHECK(refused(only_order().id) == "This order was not paid as agreed: give the money back.");
  }
  CHECK(app::resume_order(database, clock, "PP-NOSUCH", "x").error().code == ErrorCode::kNotFound);
}
