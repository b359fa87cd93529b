#include "app/checkout/settle_checkout.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

using app::SettleReason;
using base::ErrorCode;
using domain::OrderState;
using test::TestShop;

namespace {

domain::Order settle(TestShop& shop, const std::string& session, SettleReason reason = SettleReason::kWebhook) {
  const auto order = app::settle_checkout(shop.services, session, reason);
  REQUIRE(order);
  CHECK(*order == shop.order(order->id));
  return *order;
}

void require_nothing_printed_or_mailed(TestShop& shop) {
  shop.run_all_jobs();
  CHECK(shop.printer.accepted().empty());
  CHECK(shop.mailer.sent().empty());
}

}  // namespace

TEST_CASE("a paid session makes the order paid, with its buyer, a mail and the print jobs") {
  TestShop shop;
  const auto session = shop.paid_session();
  const auto order = settle(shop, session);
  CHECK(order.state == OrderState::kPaid);
  CHECK(order.user_email == "edda@example.com");
  CHECK(order.shipping_address == test::address());
  CHECK(order.payment_intent_id == "pi_" + session);
  CHECK(order.paid_at == shop.clock.now());
  CHECK(shop.jobs(domain::kSendMail).size() == 1);
  CHECK(shop.jobs(domain::kRenderPrintFiles).size() == 1);
  const auto state = shop.database.snapshot();
  CHECK(state.customers.contains("edda@example.com"));
  CHECK(state.designs.begin()->second.user_email == "edda@example.com");
  CHECK(shop.history(order.id).back().event == "payment_received");
}

TEST_CASE("settling again, from wherever, changes nothing") {
  TestShop shop;
  const auto session = shop.paid_session();
  settle(shop, session);
  const auto reason = GENERATE(SettleReason::kWebhook, SettleReason::kReturnPage);
  settle(shop, session, reason);
  CHECK(shop.only_order().state == OrderState::kPaid);
  CHECK(shop.history(shop.only_order().id).size() == 3);
  CHECK(shop.jobs(domain::kSendMail).size() == 1);
  CHECK(shop.jobs(domain::kRenderPrintFiles).size() == 1);
  CHECK(shop.metrics.value("picasso_orders_paid_total") == 1);
}

TEST_CASE("the return page of a settled order does not ask the payment service again") {
  TestShop shop;
  const auto session = shop.paid_session();
  settle(shop, session);
  shop.payments.errors_before.push(ErrorCode::kUnavailable);
  CHECK(settle(shop, session, SettleReason::kReturnPage).state == OrderState::kPaid);
}

TEST_CASE("an open session leaves the order created") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  CHECK(settle(shop, "cs_test_1", SettleReason::kReturnPage).state == OrderState::kCreated);
  require_nothing_printed_or_mailed(shop);
}

TEST_CASE("an expired session expires the order") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  REQUIRE(shop.payments.expire_session("cs_test_1"));
  CHECK(settle(shop, "cs_test_1").state == OrderState::kExpired);
  require_nothing_printed_or_mailed(shop);
}

TEST_CASE("a slow payment is waited for") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.payments.edit(session, [](auto& edited) { edited.payment = ports::PaymentStatus::kUnpaid; });
  CHECK(settle(shop, session).state == OrderState::kCreated);

  SECTION("and makes the order paid when it arrives") {
    shop.payments.edit(session, [](auto& edited) { edited.payment = ports::PaymentStatus::kPaid; });
    CHECK(settle(shop, session).state == OrderState::kPaid);
  }
  SECTION("and cancels the order when it fails") {
    shop.payments.edit(session, [](auto& edited) { edited.payment = ports::PaymentStatus::kRefused; });
    CHECK(settle(shop, session).state == OrderState::kCanceled);
    require_nothing_printed_or_mailed(shop);
  }
}

TEST_CASE("an order that went before a person while nobody knew of its payment is paid when the payment is known") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.database.with_state([](auto& state) {
    state.orders.at(0).state = OrderState::kNeedsAttention;
    state.orders.at(0).trouble = "could not be looked up";
  });
  SECTION("and goes on to the printer") {
    CHECK(settle(shop, session, GENERATE(SettleReason::kWebhook, SettleReason::kReturnPage)).state == OrderState::kPaid);
    CHECK_FALSE(shop.only_order().trouble);
    shop.run_all_jobs();
    CHECK(shop.printer.accepted().size() == 1);
  }
  SECTION("and stays there when it is not what we asked for") {
    shop.payments.edit(session, [](auto& edited) { edited.total.minor -= 1; });
    CHECK(settle(shop, session).state == OrderState::kNeedsAttention);
    CHECK(shop.only_order().paid_minor == 3398);
    CHECK(shop.only_order().trouble->starts_with("paid 3398"));
    require_nothing_printed_or_mailed(shop);
  }
}

TEST_CASE("a page that took nothing for an order that costs something goes before a person, once") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.payments.edit(session, [](auto& edited) {
    edited.total.minor = 0;
    edited.payment = ports::PaymentStatus::kNotRequired;
  });
  settle(shop, session);
  const auto order = shop.only_order();
  CHECK(order.state == OrderState::kNeedsAttention);
  CHECK(order.payment == domain::PaymentState::kOpen);
  settle(shop, session);
  CHECK(shop.only_order() == order);
  CHECK(shop.jobs(domain::kReadRefunds).empty());
  require_nothing_printed_or_mailed(shop);
}

TEST_CASE("a payment that is not what we asked for goes before a person, nothing is printed") {
  TestShop shop;
  const auto session = shop.paid_session();
  using Change = std::function<void(ports::CheckoutSession&)>;
  const auto [name, change] = GENERATE(table<std::string, Change>({
      {"one cent less", [](auto& s) { s.total.minor -= 1; }},
      {"more", [](auto& s) { s.total.minor += 100; }},
      {"the right total of wrong parts", [](auto& s) { s.subtotal_minor -= 499, s.shipping_minor += 499; }},
      {"another currency", [](auto& s) { s.total.currency = "JPY"; }},
      {"no address", [](auto& s) { s.shipping_address.reset(); }},
      {"no e-mail address", [](auto& s) { s.email.reset(); }},
      {"an empty e-mail address", [](auto& s) { s.email = ""; }},
  }));
  INFO(name);
  shop.payments.edit(session, change);
  const auto order = settle(shop, session);
  CHECK(order.state == OrderState::kNeedsAttention);
  CHECK_FALSE(order.trouble->empty());
  require_nothing_printed_or_mailed(shop);
  CHECK(settle(shop, session).state == OrderState::kNeedsAttention);
  CHECK(shop.history(order.id).size() == 3);
}

TEST_CASE("money for an order that had ended goes before a person") {
  TestShop shop;
  const auto session = shop.paid_session();
  const auto end = GENERATE(ports::SessionStatus::kExpired, ports::SessionStatus::kComplete);
  shop.payments.edit(session, [&](auto& edited) {
    edited.status = end;
    edited.payment = end == ports::SessionStatus::kExpired ? ports::PaymentStatus::kUnpaid : ports::PaymentStatus::kRefused;
  });
  const auto ended = settle(shop, session).state;
  REQUIRE((ended == OrderState::kExpired || ended == OrderState::kCanceled));
  shop.payments.pay(session, "edda@example.com", test::address());
  CHECK(settle(shop, session).state == OrderState::kNeedsAttention);
  require_nothing_printed_or_mailed(shop);
}

TEST_CASE("a session whose storing was lost is recognised by the order it names") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.payments.errors_after.push(ErrorCode::kUnavailable);
  REQUIRE_FALSE(app::create_checkout(shop.services, std::string(test::kCartId), items));
  REQUIRE_FALSE(shop.only_order().stripe_session_id);
  shop.payments.pay("cs_test_1", "edda@example.com", test::address());
  CHECK(settle(shop, "cs_test_1").stripe_session_id == "cs_test_1");
}

TEST_CASE("a session of another order or another shop is not ours") {
  TestShop shop;
  const auto session = shop.paid_session();
  const auto stranger = GENERATE(as<std::string>{}, "", "order-17", "99999999-0000-4000-8000-000000000000");
  shop.payments.edit(session, [&](auto& edited) { edited.order_id = stranger; });
  const auto settled = app::settle_checkout(shop.services, session, SettleReason::kWebhook);
  REQUIRE_FALSE(settled);
  CHECK(settled.error().code == ErrorCode::kNotFound);
  CHECK(shop.only_order().state == OrderState::kCreated);
}

TEST_CASE("a second session that names an order of ours does not pay it") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  shop.start_checkout(shop.tee_cart(), test::kOtherCartId);
  shop.payments.pay("cs_test_2", "edda@example.com", test::address());
  const auto first = shop.database.snapshot().orders[0];
  shop.payments.edit("cs_test_2", [&](auto& edited) { edited.order_id = first.id.value; });
  CHECK_FALSE(app::settle_checkout(shop.services, "cs_test_2", SettleReason::kWebhook));
  CHECK(shop.order(first.id).state == OrderState::kCreated);
}

TEST_CASE("a payment service or database that is down changes nothing and is tried again") {
  TestShop shop;
  const auto session = shop.paid_session();
  shop.payments.errors_before.push(ErrorCode::kUnavailable);
  CHECK(app::settle_checkout(shop.services, session, SettleReason::kWebhook).error().code == ErrorCode::kUnavailable);
  shop.database.errors_before.push(ErrorCode::kUnavailable);
  CHECK(app::settle_checkout(shop.services, session, SettleReason::kWebhook).error().code == ErrorCode::kUnavailable);
  CHECK(shop.only_order().state == OrderState::kCreated);
  CHECK(settle(shop, session).state == OrderState::kPaid);
}
