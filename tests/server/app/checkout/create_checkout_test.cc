#include "app/checkout/create_checkout.h"

#include <catch2/catch.hpp>
#include <functional>

#include "app/checkout/settle_checkout.h"
#include "app/orders/order_link.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using test::kCartId;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

auto checkout(TestShop& shop, const std::vector<app::CartItem>& items) {
  return app::create_checkout(shop.services, std::string(kCartId), items);
}

// Lets something happen in another window while the payment service is making the page.
class SlowGateway : public ports::PaymentGateway {
 public:
  SlowGateway(ports::PaymentGateway& inner, std::function<void()> meanwhile)
      : inner_(inner), meanwhile_(std::move(meanwhile)) {}

  base::Result<ports::CheckoutSession> create_session(const ports::CheckoutRequest& request) override {
    auto session = inner_.create_session(request);
    meanwhile_();
    return session;
  }
  base::Result<ports::CheckoutSession> fetch_session(const std::string& id) override { return inner_.fetch_session(id); }
  base::Result<ports::CheckoutSession> expire_session(const std::string& id) override {
    return inner_.expire_session(id);
  }
  base::Result<ports::PaidRefund> create_refund(const ports::RefundRequest& request) override {
    return inner_.create_refund(request);
  }
  base::Result<std::vector<ports::PaidRefund>> list_refunds(const std::string& id) override {
    return inner_.list_refunds(id);
  }
  base::Result<ports::RefundPage> refunds_since(base::Timestamp since, const std::string& after) override {
    return inner_.refunds_since(since, after);
  }
  base::Result<std::vector<ports::PaidDispute>> list_disputes(const std::string& id) override {
    return inner_.list_disputes(id);
  }
  base::Result<std::vector<ports::PaidDispute>> disputes_since(base::Timestamp since) override {
    return inner_.disputes_since(since);
  }

 private:
  ports::PaymentGateway& inner_;
  std::function<void()> meanwhile_;
};

}  // namespace

TEST_CASE("checking out makes a created order with the catalog's prices and opens a payment page") {
  TestShop shop;
  const auto started = shop.start_checkout(shop.tee_cart(2));
  const auto order = shop.only_order();
  CHECK(order.number == started.order_number);
  CHECK(order.state == OrderState::kCreated);
  CHECK(order.subtotal_minor == 5800);
  CHECK(order.shipping_minor == 499);
  CHECK(order.total_minor == 6299);
  CHECK(order.checkout_url == started.url);
  const auto history = shop.history(order.id);
  REQUIRE(history.size() == 1);
  CHECK(history[0].event == "placed");
}

TEST_CASE("the payment page gets the order, the way back, the countries and a stable key") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  const auto created = shop.payments.created();
  REQUIRE(created.size() == 1);
  CHECK(created[0].idempotency_key == "checkout:" + shop.only_order().id.value);
  CHECK(created[0].success_url == "https://shop.example/thank-you?session_id={CHECKOUT_SESSION_ID}");
  CHECK(created[0].cancel_url == "https://shop.example/cart");
  CHECK(created[0].expires_at == shop.clock.now() + 4h);
  CHECK_FALSE(created[0].shipping.countries.empty());
}

TEST_CASE("an order in German is paid in German, and what follows comes back to German pages") {
  TestShop shop;
  app::CartTerms terms;
  terms.language = domain::Language::kGerman;
  REQUIRE(app::create_checkout(shop.services, std::string(kCartId), shop.tee_cart(), terms));
  CHECK(shop.only_order().language == domain::Language::kGerman);
  const auto created = shop.payments.created();
  REQUIRE(created.size() == 1);
  CHECK(created[0].order.language == domain::Language::kGerman);
  CHECK(created[0].success_url == "https://shop.example/de/thank-you?session_id={CHECKOUT_SESSION_ID}");
  CHECK(created[0].cancel_url == "https://shop.example/de/cart");
  CHECK(created[0].shipping.name == "Standardversand");
}

TEST_CASE("who changes the language before paying gets a page in that language, and the other is closed") {
  TestShop shop;
  const auto items = shop.tee_cart();
  const auto english = shop.start_checkout(items);
  app::CartTerms terms;
  terms.language = domain::Language::kGerman;
  const auto german = app::create_checkout(shop.services, std::string(kCartId), items, terms);
  REQUIRE(german);
  CHECK(german->url != english.url);
  CHECK(shop.payments.fetch_session("cs_test_1")->status == ports::SessionStatus::kExpired);
  const auto again = app::create_checkout(shop.services, std::string(kCartId), items, terms);
  REQUIRE(again);
  CHECK(again->url == german->url);
}

TEST_CASE("a second click on pay gives the same page and no second order") {
  TestShop shop;
  const auto items = shop.tee_cart();
  const auto first = shop.start_checkout(items);
  const auto second = shop.start_checkout(items);
  CHECK(second.url == first.url);
  CHECK(second.order_number == first.order_number);
  CHECK(shop.database.snapshot().orders.size() == 1);
  CHECK(shop.payments.created().size() == 1);
}

TEST_CASE("two clicks at the same moment end in one order") {
  TestShop shop;
  const auto items = shop.tee_cart();
  const auto winner = shop.start_checkout(items);
  shop.database.errors_before.push_none();  // while prices are read for the quote of shipping
  shop.database.errors_before.push({ErrorCode::kConflict, "This clashes.", "orders_cart_unique", {}});
  CHECK(shop.start_checkout(items).order_number == winner.order_number);
  CHECK_FALSE(shop.database.errors_before.take());
  CHECK(shop.database.snapshot().orders.size() == 1);
}

TEST_CASE("a payment service that is down leaves an order that the next click continues") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.payments.errors_before.push(ErrorCode::kUnavailable);
  const auto failed = checkout(shop, items);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::kUnavailable);
  const auto started = shop.start_checkout(items);
  CHECK(shop.only_order().number == started.order_number);
}

TEST_CASE("a lost answer of the payment service does not open a second page") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.payments.errors_after.push(ErrorCode::kUnavailable);
  REQUIRE_FALSE(checkout(shop, items));
  shop.start_checkout(items);
  const auto created = shop.payments.created();
  REQUIRE(created.size() == 2);
  CHECK(created[0].idempotency_key == created[1].idempotency_key);
  CHECK(created[0].expires_at == created[1].expires_at);
  CHECK(shop.only_order().stripe_session_id == "cs_test_1");
}

TEST_CASE("a database that fails after the payment page opened does not open a second one") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.payments.errors_before.push(ErrorCode::kUnavailable);
  REQUIRE_FALSE(checkout(shop, items));
  shop.database.errors_after_commit.push(ErrorCode::kUnavailable);  // while the open order is looked up
  REQUIRE_FALSE(checkout(shop, items));
  CHECK(shop.start_checkout(items).order_number == shop.only_order().number);
}

TEST_CASE("a changed cart closes the page of the one before") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.start_checkout(items);
  auto more = items;
  more[0].quantity = 2;
  const auto second = shop.start_checkout(more);
  const auto orders = shop.database.snapshot().orders;
  REQUIRE(orders.size() == 2);
  CHECK(orders[0].state == OrderState::kExpired);
  CHECK(orders[1].state == OrderState::kCreated);
  CHECK(orders[1].number == second.order_number);
  CHECK(shop.payments.fetch_session("cs_test_1")->status == ports::SessionStatus::kExpired);
}

TEST_CASE("a cart that was changed and changed back is a new order, never the closed one") {
  TestShop shop;
  const auto items = shop.tee_cart();
  const auto first = shop.start_checkout(items);
  auto more = items;
  more[0].quantity = 2;
  shop.start_checkout(more);
  const auto third = shop.start_checkout(items);
  CHECK(third.order_number != first.order_number);
  const auto orders = shop.database.snapshot().orders;
  REQUIRE(orders.size() == 3);
  CHECK(orders[2].state == OrderState::kCreated);
  CHECK(shop.payments.fetch_session(*orders[2].stripe_session_id)->url == third.url);
}

TEST_CASE("a payment page that is about to close is replaced") {
  TestShop shop;
  const auto items = shop.tee_cart();
  const auto first = shop.start_checkout(items);
  shop.clock.advance(3h + 15min);
  const auto second = shop.start_checkout(items);
  CHECK(second.order_number != first.order_number);
  CHECK(second.url != first.url);
  CHECK(shop.database.snapshot().orders[0].state == OrderState::kExpired);
}

TEST_CASE("paying a paid cart is refused and shows the way to the order") {
  TestShop shop;
  const auto items = shop.tee_cart();
  const auto session = shop.paid_session(items);
  REQUIRE(app::settle_checkout(shop.services, session, app::SettleReason::kWebhook));
  auto other = items;
  other[0].quantity = 5;
  for (const auto& cart : {items, other}) {
    const auto again = checkout(shop, cart);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::kConflict);
    CHECK(again.error().field == "cart_id");
    CHECK(again.error().cause ==
          app::order_link("https://shop.example", shop.signing_key(), shop.only_order().number,
                          domain::Language::kEnglish));
  }
  CHECK(shop.payments.created().size() == 1);
}

TEST_CASE("a cart changed after it was paid, before the shop heard of it, is not paid a second time") {
  TestShop shop;
  auto items = shop.tee_cart();
  shop.paid_session(items);
  items[0].quantity = 2;
  const auto again = checkout(shop, items);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::kConflict);
  CHECK(again.error().field == "cart_id");
  CHECK(again.error().cause.find("/orders/") != std::string::npos);
  CHECK(shop.payments.created().size() == 1);
  CHECK(shop.database.snapshot().orders[0].state == OrderState::kPaid);
}

TEST_CASE("a cart whose slow payment is under way is not paid a second time") {
  TestShop shop;
  auto items = shop.tee_cart();
  const auto session = shop.paid_session(items);
  shop.payments.edit(session, [](auto& edited) { edited.payment = ports::PaymentStatus::kUnpaid; });
  items[0].quantity = 2;
  const auto again = checkout(shop, items);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::kConflict);
  CHECK(shop.payments.created().size() == 1);
}

TEST_CASE("an older page that cannot be closed now must not stand beside a new one") {
  TestShop shop;
  auto items = shop.tee_cart();
  shop.start_checkout(items);
  items[0].quantity = 2;
  shop.payments.errors_before.push(ErrorCode::kUnavailable);
  const auto again = checkout(shop, items);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::kUnavailable);
  CHECK(shop.payments.created().size() == 1);
  CHECK(shop.start_checkout(items).url == "https://checkout.example/cs_test_2");
}

TEST_CASE("a cart changed in another window while its page opens is never handed the older page") {
  TestShop shop;
  auto items = shop.tee_cart();
  auto changed = items;
  changed[0].quantity = 2;
  SlowGateway slow(shop.payments, [&] { shop.start_checkout(changed); });
  const app::Services& s = shop.services;
  app::Services slow_services{s.database,  s.storage, s.scanner, s.renderer, slow,    s.printers,        s.mailer,
                              s.templates, s.wording, s.clock,   s.ids,      s.metrics, s.public_base_url, s.scenes};
  const auto started = app::create_checkout(slow_services, std::string(kCartId), items);
  REQUIRE_FALSE(started);
  CHECK(started.error().code == ErrorCode::kConflict);
  const auto older_page = shop.payments.fetch_session("cs_test_1");
  REQUIRE(older_page);
  CHECK(older_page->status == ports::SessionStatus::kExpired);
  const auto newer_page = shop.payments.fetch_session("cs_test_2");
  REQUIRE(newer_page);
  CHECK(newer_page->status == ports::SessionStatus::kOpen);
}

TEST_CASE("a refused cart leaves no order") {
  TestShop shop;
  auto items = shop.tee_cart();
  items[0].variant_sku = "mug";
  CHECK_FALSE(checkout(shop, items));
  CHECK_FALSE(app::create_checkout(shop.services, "not a uuid", shop.tee_cart()));
  CHECK(shop.database.snapshot().orders.empty());
  CHECK(shop.payments.created().empty());
}

TEST_CASE("a later price in the catalog does not reach an open order") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.start_checkout(items);
  auto catalog = shop.database.snapshot();
  for (auto& product : catalog.products) {
    for (auto& variant : product.variants) variant.price.minor += 1000;
  }
  catalog.shipping.price.minor = 999;
  shop.database.replace_catalog(catalog.products, catalog.shipping);
  shop.start_checkout(items);
  CHECK(shop.only_order().total_minor == 2900 + 499);
}
