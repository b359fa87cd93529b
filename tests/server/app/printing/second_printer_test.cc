// Orders whose products Printify makes, from payment to parcel.
#include <algorithm>
#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/orders/record_fulfillment.h"
#include "app/orders/resume_order.h"
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
  // An order of its own cart.
  domain::OrderId paid(const std::string& print_spec, const std::string& sku) {
    const auto number = start_checkout({{finished_design(print_spec), sku, 1}}, ids.new_uuid()).order_number;
    const auto session = *database.snapshot().orders.back().stripe_session_id;
    payments.pay(session, "edda@example.com", test::address());
    const auto settled = app::settle_checkout(services, session, app::SettleReason::kWebhook);
    REQUIRE(settled);
    REQUIRE(settled->number == number);
    return settled->id;
  }
  std::string external_id(const domain::OrderId& id) { return domain::external_id_of(id); }
  adapters::memory::MemoryFulfillmentProvider& printer_of(const domain::OrderId& id) {
    return domain::provider_of(order(id)) == domain::kPrintify ? printify : printer;
  }
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

TEST_CASE_METHOD(Shop, "an order that Printify keeps, and does not begin with, says why until the owner resumes it, and begins then") {
  const auto id = paid_hoodie();
  printify.errors_after.push(ErrorCode::kUnavailable);
  run_ready_jobs();
  printify.edit(external_id(id), [](auto& order) { order.state = FulfillmentState::kDraft, order.unfinished = true; });
  printify.errors_before.push_none();  // it is found
  printify.errors_before.push(ErrorCode::kInvalidInput);
  run_all_jobs();
  REQUIRE(order(id).trouble == "the printer refused: injected");
  REQUIRE(app::record_fulfillment(services, external_id(id)));
  CHECK(order(id).trouble == "the printer refused: injected");
  REQUIRE(app::resume_order(database, clock, order(id).number, "the card is paid for"));
  run_all_jobs();
  CHECK(order(id).state == OrderState::kInProduction);
  CHECK(printify.accepted().size() == 1);
}

TEST_CASE_METHOD(Shop, "an order in production that falls back before its beginning goes before a person") {
  const auto id = paid_hoodie();
  run_all_jobs();
  const auto fall_back = [](auto& order) {
    order.state = FulfillmentState::kDraft;
    order.unfinished = true;
    order.provider_state = "on-hold";
  };
  printify.edit(external_id(id), fall_back);

  SECTION("though not for what is only a late reading of the time before") {
    const auto before = order(id);
    CHECK(app::record_fulfillment(services, external_id(id)).error().code == ErrorCode::kUnavailable);
    CHECK(order(id) == before);
    printify.edit(external_id(id), [](auto& order) {
      order.state = FulfillmentState::kInProduction;
      order.unfinished = false;
    });
    REQUIRE(app::record_fulfillment(services, external_id(id)));
    CHECK(order(id).state == OrderState::kInProduction);
  }
  SECTION("once it cannot be one") {
    clock.advance(app::kPrinterLags);
    REQUIRE(app::record_fulfillment(services, external_id(id)));
    CHECK(order(id).state == OrderState::kNeedsAttention);
  }
}

TEST_CASE_METHOD(Shop, "a parcel that gets its tracking number later stays one parcel with one mail") {
  const auto id = paid_hoodie();
  run_all_jobs();
  auto parcel = test::parcel("1");
  parcel.id = parcel.provisional_id = "parcel 1";
  parcel.tracking_number.clear();
  printify.ship(external_id(id), parcel);
  REQUIRE(app::record_fulfillment(services, external_id(id)));
  for (int readings = 0; readings < 2; ++readings) {
    printify.edit(external_id(id), [](auto& order) { order.parcels[0].id = order.parcels[0].tracking_number = "94001"; });
    REQUIRE(app::record_fulfillment(services, external_id(id)));
  }
  run_all_jobs();
  const auto stored = database.snapshot();
  REQUIRE(stored.shipments.size() == 1);
  CHECK(stored.shipments[0].tracking_number == "94001");
  CHECK(order(id).tracking_number == "94001");
  const auto is_parcel_mail = [](const auto& mail) { return mail.kind == domain::MailKind::kShipped; };
  CHECK(std::count_if(stored.mails.begin(), stored.mails.end(), is_parcel_mail) == 1);

  SECTION("and another without a number is another parcel") {
    printify.edit(external_id(id), [&](auto& order) {
      parcel.id = parcel.provisional_id = "parcel 2";
      order.parcels.push_back(parcel);
    });
    REQUIRE(app::record_fulfillment(services, external_id(id)));
    CHECK(database.snapshot().shipments.size() == 2);
  }
}

TEST_CASE_METHOD(Shop, "a printer that is out of order is given up after its third failure, and what the other one says is read all the same") {
  // By their ids, of which the walk goes: three at Printify, three at Printful, three at Printify again.
  std::vector<domain::OrderId> orders;
  for (int i = 0; i < 9; ++i) orders.push_back(i / 3 == 1 ? paid("tee", "tee-white-m") : paid("hoodie", "hoodie-black-m"));
  REQUIRE(std::is_sorted(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.value < b.value; }));
  run_all_jobs();
  clock.advance(std::chrono::minutes{61});
  for (const auto& id : orders) printer_of(id).ship(external_id(id), test::parcel(id.value));
  const bool printify_is_out = GENERATE(true, false);
  auto& out_of_order = printify_is_out ? printify : printer;
  out_of_order.errors_before.push(ErrorCode::kUnavailable, 100);
  REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({std::string(domain::kReconcile), "", clock.now()});
    return {};
  }));
  run_ready_jobs();
  for (const auto& id : orders) CHECK((order(id).state == OrderState::kShipped) == (&printer_of(id) != &out_of_order));
  int asked = 100;
  while (out_of_order.errors_before.take()) --asked;
  CHECK(asked == 3);
}

TEST_CASE_METHOD(Shop, "a full refund stops the print at the printer that has it") {
  const auto id = paid_hoodie();
  run_all_jobs();
  REQUIRE(app::request_refund(database, clock, ids, {order(id).number, std::nullopt, "changed her mind", "owner", ""}));
  run_all_jobs();
  CHECK((*printify.find_order(external_id(id)))->state == FulfillmentState::kCanceled);
}
