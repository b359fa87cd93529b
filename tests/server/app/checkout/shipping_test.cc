// What shipping costs by country: asked from the printer, shown, charged.
#include "app/checkout/shipping.h"

#include <catch2/catch.hpp>

#include "app/checkout/quote_cart.h"
#include "app/checkout/settle_checkout.h"
#include "app/test_shop.h"

using base::ErrorCode;
using test::kCartId;
using test::TestShop;

namespace {

struct Shop : TestShop {
  Shop() {
    printer.rates["DE"] = {{469, "USD"}};
    printer.rates["AU"] = {{719, "USD"}};
  }

  std::vector<app::CartItem> items = tee_cart(2);

  app::CartTerms to(const std::string& country, std::optional<std::int64_t> shown = {}) {
    app::CartTerms terms;
    terms.country = country;
    terms.expected_shipping_minor = shown;
    return terms;
  }
  auto checkout(const app::CartTerms& terms) { return app::create_checkout(services, std::string(kCartId), items, terms); }
  app::CartQuote quote(const std::string& country) { return *app::quote_cart(services, "", items, to(country)); }
  std::string story(const domain::Order& order) { return history(order.id).front().reason; }
};

}  // namespace

TEST_CASE_METHOD(Shop, "the cart shows what the printer takes for these things to that country") {
  CHECK(quote("DE").shipping_minor == 938);
  CHECK(quote("DE").total_minor == 5800 + 938);
  CHECK(quote("AU").shipping_minor == 1438);
  CHECK_FALSE(quote("").shipping_minor);
  CHECK_FALSE(quote("XX").shipping_minor);
}

TEST_CASE_METHOD(Shop, "what was shown is charged, and the payment page takes that country only") {
  REQUIRE(checkout(to("DE", 938)));
  const auto order = only_order();
  CHECK(order.shipping_minor == 938);
  CHECK(order.shipping_country == "DE");
  CHECK(order.total_minor == 5800 + 938);
  CHECK(payments.created().at(0).shipping.countries == std::vector<std::string>{"DE"});
  CHECK(payments.created().at(0).shipping.price.minor == 938);
  CHECK(story(order).find("shipping to DE at 938 cents: the printer's rate") != std::string::npos);
}

TEST_CASE_METHOD(Shop, "a rate that changed since it was shown is shown again before it is charged") {
  printer.rates["DE"] = {{569, "USD"}};
  const auto refused = checkout(to("DE", 938));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kConflict);
  CHECK(refused.error().field == "expected_shipping_minor");
  CHECK(database.snapshot().orders.empty());
  CHECK(checkout(to("DE", 1138)));
}

TEST_CASE_METHOD(Shop, "another country is another order, and the page of the one before is closed") {
  REQUIRE(checkout(to("DE")));
  const auto first = only_order();
  REQUIRE(checkout(to("AU")));
  CHECK(order(first.id).state == domain::OrderState::kExpired);
  CHECK(database.snapshot().orders.size() == 2);
}

TEST_CASE_METHOD(Shop, "the same cart to the same country is the same page, also when the rate has moved meanwhile") {
  const auto first = checkout(to("DE", 938));
  printer.rates["DE"] = {{569, "USD"}};
  const auto again = checkout(to("DE", 938));
  REQUIRE((first && again));
  CHECK(again->url == first->url);
}

TEST_CASE_METHOD(Shop, "a printer that does not answer costs no customer: the shop's own price, and the order says so") {
  printer.errors_before.push(ErrorCode::kUnavailable, 3);
  CHECK(quote("DE").shipping_minor == 499);
  REQUIRE(checkout(to("DE", 499)));
  CHECK(only_order().shipping_minor == 499);
  CHECK(story(only_order()).find("the shop's own price, the printer told none") != std::string::npos);
}

TEST_CASE_METHOD(Shop, "a rate of earlier counts while the printer is out of reach, and the order says so") {
  printer.rates["DE"] = {{469, "USD"}, true};
  REQUIRE(checkout(to("DE", 938)));
  CHECK(story(only_order()).find("the printer's rate of earlier") != std::string::npos);
}

TEST_CASE_METHOD(Shop, "a rate in another currency is none") {
  printer.rates["DE"] = {{469, "EUR"}};
  CHECK(quote("DE").shipping_minor == 499);
}

TEST_CASE_METHOD(Shop, "where the shop does not ship nothing is sold") {
  const auto refused = checkout(to("XX"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kInvalidInput);
  CHECK(refused.error().field == "country");
}

TEST_CASE_METHOD(Shop, "without a country the payment page takes all of them at the shop's own price") {
  REQUIRE(checkout({}));
  CHECK(only_order().shipping_minor == 499);
  CHECK(only_order().shipping_country.empty());
  CHECK(payments.created().at(0).shipping.countries.size() > 20);
}

TEST_CASE_METHOD(Shop, "an address in another country than was paid for goes before a person") {
  REQUIRE(checkout(to("DE", 938)));
  payments.pay("cs_test_1", "edda@example.com", test::address());
  REQUIRE(test::address().country != "DE");
  const auto settled = app::settle_checkout(services, "cs_test_1", app::SettleReason::kWebhook);
  REQUIRE(settled);
  CHECK(settled->state == domain::OrderState::kNeedsAttention);
  CHECK(settled->trouble->find("paid for shipping to DE") != std::string::npos);
}

TEST_CASE_METHOD(Shop, "what has run out is not sold, and the line is named") {
  items.push_back(items.front());
  items.back().variant_sku = "tee-white-l";
  printer.out_of_stock.insert(4013);
  const auto refused = checkout(to("DE"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kConflict);
  CHECK(refused.error().field == "items[1].variant_sku");
  CHECK(database.snapshot().orders.empty());
  items.pop_back();
  CHECK(checkout(to("DE")));
}

TEST_CASE_METHOD(Shop, "a printer that does not say what it has costs no customer") {
  printer.out_of_stock.insert(4013);
  printer.errors_before.push(ErrorCode::kUnavailable);
  CHECK(checkout(to("DE", 938)));
}
