#include "app/orders/submit_fulfillment.h"

#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/orders/record_fulfillment.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

TEST_CASE("a paid order goes to the printer with the buyer's address and our print files") {
  TestShop shop;
  const auto id = shop.submitted_order();
  const auto accepted = shop.printer.accepted();
  REQUIRE(accepted.size() == 1);
  const auto& request = accepted[0];
  CHECK(request.external_id == domain::external_id_of(id));
  CHECK(request.recipient == test::address());
  CHECK(request.email == "edda@example.com");
  CHECK(request.subtotal.minor == 2900);
  CHECK(request.shipping.minor == 499);
  REQUIRE(request.items.size() == 1);
  const auto file = shop.database.snapshot().print_files.at(0);
  CHECK(request.items[0].variant_id == 4012);
  CHECK(request.items[0].quantity == 1);
  CHECK(request.items[0].retail_price.minor == 2900);
  CHECK(request.items[0].placement == "default");
  CHECK(request.items[0].print_file_url ==
        "https://shop.example/print/" + file.token + "/" + file.sha256 + ".png");
}

TEST_CASE("the order is in production once the printer has it") {
  TestShop shop;
  const auto id = shop.submitted_order();
  CHECK(shop.history(id).back().event == "submitted");
  const auto fulfillment = shop.database.snapshot().fulfillments.at(id);
  CHECK(fulfillment.provider_order_id == "1000");
  CHECK(fulfillment.provider_state == "pending");
}

TEST_CASE("a printer that is down for a while gets exactly one order in the end") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.errors_before.push(ErrorCode::kUnavailable, 25);
  shop.run_ready_jobs();
  CHECK(shop.order(id).state == OrderState::kPaid);
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
  CHECK(shop.printer.accepted().size() == 1);
}

TEST_CASE("a lost answer of the printer does not print twice") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.errors_after.push(ErrorCode::kUnavailable);
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
  CHECK(shop.printer.accepted().size() == 1);
}

TEST_CASE("a database that fails after the printer accepted does not print twice") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.run_ready_jobs();
  shop.clock.advance(std::chrono::seconds{1});
  REQUIRE(shop.printer.accepted().size() == 1);
  // The same as a job whose last transaction never came through: the order is paid again as far as we know.
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = *transaction.orders().find(id);
    order.state = OrderState::kPaid;
    transaction.orders().update(order);
    transaction.jobs().enqueue({std::string(domain::kSubmitFulfillment), id.value, shop.clock.now()});
    return {};
  }));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
  CHECK(shop.printer.accepted().size() == 1);
}

TEST_CASE("an order the printer refuses goes before a person, at once, with the printer's reason") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.run_ready_jobs();
  TestShop other;
  const auto refused = other.paid_order();
  other.worker.run_one();
  other.worker.run_one();
  other.printer.errors_before.push({ErrorCode::kInvalidInput, "Please write to us.", "recipient: state is wrong", {}});
  other.run_all_jobs();
  REQUIRE(other.jobs(domain::kSubmitFulfillment).size() == 1);
  CHECK(other.jobs(domain::kSubmitFulfillment)[0].job.attempt == 1);
  CHECK(other.order(refused).state == OrderState::kNeedsAttention);
  CHECK(other.order(refused).trouble->find("recipient: state is wrong") != std::string::npos);
  CHECK(shop.order(id).state == OrderState::kInProduction);
}

TEST_CASE("an order the printer put on hold needs a person, and goes on when the hold is lifted") {
  TestShop shop;
  const auto id = shop.submitted_order();
  const auto external_id = domain::external_id_of(id);
  shop.printer.edit(external_id, [](auto& order) {
    order.state = ports::FulfillmentState::kOnHold;
    order.provider_state = "onhold";
    order.reason = "the artwork is being reviewed";
  });
  REQUIRE(shop.receive("printful", "p_1", "order_put_hold", external_id));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  shop.printer.edit(external_id, [](auto& order) { order.state = ports::FulfillmentState::kInProduction; });
  REQUIRE(shop.receive("printful", "p_2", "order_remove_hold", external_id));
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
}

TEST_CASE("a printer that is down for good brings the order before a person") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.errors_before.push(ErrorCode::kUnavailable, 100'000);
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble->find("submit_fulfillment failed 200 times") != std::string::npos);
  CHECK(shop.printer.accepted().empty());
}

TEST_CASE("a refund before submission cancels the print job") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.worker.run_one();
  shop.worker.run_one();
  REQUIRE(shop.jobs(domain::kSubmitFulfillment).size() == 1);
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = *transaction.orders().find(id);
    domain::apply(order, domain::OrderEvent::kRefundCompleted, shop.clock.now(), "stripe");
    transaction.orders().update(order);
    return {};
  }));
  shop.run_all_jobs();
  CHECK(shop.printer.accepted().empty());
  CHECK(shop.order(id).state == OrderState::kRefunded);
}

TEST_CASE("a variant that ran out since the cart goes before a person, not to the printer") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.out_of_stock = {4012};
  shop.run_all_jobs();
  CHECK(shop.printer.accepted().empty());
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble == "the printer refused: out of stock: Unisex tee White / M");
  CHECK(shop.database.snapshot().fulfillments.at(id).state == domain::FulfillmentState::kFailed);
}

TEST_CASE("what the printer has already is not held up by stock that ran out afterwards") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.errors_after.push(ErrorCode::kUnavailable);
  shop.run_ready_jobs();
  shop.printer.out_of_stock = {4012};
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
}

TEST_CASE("while the printer must not be asked, its jobs wait and keep all their attempts") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.wait = std::chrono::minutes{5};
  shop.run_ready_jobs();
  for (int i = 0; i < 300; ++i) {
    shop.clock.advance(std::chrono::minutes{6});
    shop.run_ready_jobs();
  }
  CHECK(shop.order(id).state == OrderState::kPaid);
  shop.printer.wait = {};
  shop.run_all_jobs();
  CHECK(shop.order(id).state == OrderState::kInProduction);
}

TEST_CASE("a webhook that overtakes our own answer is not undone by it") {
  TestShop shop;
  const auto id = shop.paid_order();
  const auto external_id = domain::external_id_of(id);
  bool overtaken = false;
  shop.printer.after_create = [&] {
    overtaken = true;
    shop.printer.ship(external_id, test::parcel("1"));
    REQUIRE(app::record_fulfillment(shop.services, external_id));
  };
  shop.run_all_jobs();
  REQUIRE(overtaken);
  CHECK(shop.order(id).state == OrderState::kShipped);
  CHECK(shop.database.snapshot().fulfillments.at(id).state == domain::FulfillmentState::kShipped);
}

TEST_CASE("an order that was never sent is sent without looking it up, one that may have been is looked up first") {
  TestShop shop;
  int looks = 0;
  shop.printer.before_answer = [&] { ++looks; };
  shop.submitted_order();
  CHECK(looks == 0);
  TestShop other;
  other.printer.before_answer = [&] { ++looks; };
  const auto id = other.paid_order();
  other.printer.errors_after.push(ErrorCode::kUnavailable);
  other.run_all_jobs();
  CHECK(other.order(id).state == OrderState::kInProduction);
  CHECK(looks == 1);
  CHECK(other.printer.accepted().size() == 1);
}
