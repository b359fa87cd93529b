// Orders whose products Printify makes, from payment to parcel.
#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/orders/record_fulfillment.h"
#include "app/printing/printify_shop.h"
#include "app/refunds/request_refund.h"

using base::ErrorCode;
using domain::OrderState;
using ports::FulfillmentState;

namespace {

struct Shop : test::PrintifyShop {
  Shop() { let_printify_make("hoodie"); }

  domain::OrderId paid_hoodie() {
    const auto session = paid_session({{finished_design("hoodie"), "hoodie-black-m", 1}});
    return app::settle_checkout(services, session, app::SettleReason::kWebhook)->id;
  }
  std::string external_id(const domain::OrderId& id) { return domain::external_id_of(id); }
};

}  // namespace

TEST_CASE_METHOD(Shop, "an order goes to the printer of its products, under the printer's own numbers") {
  const auto id = paid_hoodie();
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printer.accepted().empty());
  REQUIRE(printify.accepted().size() == 1);
  const auto item = printify.accepted()[0].items.at(0);
  CHECK(item.variant_id == 32919);
  CHECK(item.printify == domain::PrintifyArticle{77, 99, 32919, "front"});
  CHECK(database.snapshot().fulfillments.at(id).provider == domain::kPrintify);
  CHECK(history(id).back().actor == "printify");
}

TEST_CASE_METHOD(Shop, "what was bought stays with the printer it was bought from") {
  const auto id = paid_hoodie();
  REQUIRE(app::choose_printer(database, "hoodie", "printful"));
  run_all_jobs();
  CHECK(printer.accepted().empty());
  CHECK(printify.accepted().size() == 1);
}

TEST_CASE_METHOD(Shop, "an order waits for its own printer, whatever the other one does") {
  const auto id = paid_hoodie();
  printer.wait = std::chrono::minutes{5};
  printify.wait = std::chrono::minutes{1};
  run_ready_jobs();
  CHECK(order(id).state == OrderState::kPaid);
  printify.wait = {};
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
}

TEST_CASE_METHOD(Shop, "Printify's events name the order by Printify's id, and bring its parcels") {
  const auto id = paid_hoodie();
  run_all_jobs();
  printify.ship(external_id(id), test::parcel("1"));
  REQUIRE(receive("printify", "event-1", "order:shipment:created", "printify:" + database.snapshot().fulfillments.at(id).provider_order_id));
  run_all_jobs();
  CHECK(order(id).state == OrderState::kShipped);
  CHECK(order(id).tracking_number == "TRACK-1");
}

TEST_CASE_METHOD(Shop, "an order that is not told to begin yet is left to its submission, which tells it") {
  const auto id = paid_hoodie();
  printify.errors_after.push(ErrorCode::kUnavailable);
  run_ready_jobs();
  printify.edit(external_id(id), [](auto& order) { order.state = FulfillmentState::kDraft, order.unfinished = true; });
  REQUIRE(app::record_fulfillment(services, external_id(id)));
  CHECK(order(id).state == OrderState::kPaid);
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printify.accepted().size() == 1);
  CHECK_FALSE((*printify.find_order(external_id(id)))->unfinished);
}

TEST_CASE_METHOD(Shop, "an order in production that falls back before its beginning goes before a person") {
  const auto id = paid_hoodie();
  run_all_jobs();
  printify.edit(external_id(id), [](auto& order) {
    order.state = FulfillmentState::kDraft;
    order.unfinished = true;
    order.provider_state = "on-hold";
  });
  REQUIRE(app::record_fulfillment(services, external_id(id)));
  CHECK(order(id).state == OrderState::kNeedsAttention);
}

TEST_CASE_METHOD(Shop, "a full refund stops the print at the printer that has it") {
  const auto id = paid_hoodie();
  run_all_jobs();
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "changed her mind", "owner", ""}));
  run_all_jobs();
  CHECK((*printify.find_order(external_id(id)))->state == FulfillmentState::kCanceled);
}
