// Promotion codes from the quote to the payment, and back when nothing is paid.
#include <catch2/catch.hpp>

#include "app/checkout/quote_cart.h"
#include "app/checkout/settle_checkout.h"
#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;
using domain::PromotionProblem;
using domain::RedemptionState;
using test::kCartId;
using test::kOtherCartId;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

struct Shop : TestShop {
  explicit Shop(std::optional<int> limit = {}, std::optional<int> per_email = {}) {
    domain::Promotion promotion;
    promotion.code = "PETS10";
    promotion.description = "10% off";
    promotion.percent_off = 10;
    promotion.limit_total = limit;
    promotion.limit_per_email = per_email;
    REQUIRE(database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.promotions().insert(promotion);
      return {};
    }));
  }

  auto checkout(const app::CartTerms& terms, std::string_view cart_id = kCartId) {
    return app::create_checkout(services, std::string(cart_id), items, terms);
  }
  auto quote(app::CartTerms terms, const std::string& country = "", std::string_view cart_id = "") {
    terms.country = country;
    const auto quoted = app::quote_cart(services, std::string(cart_id), items, terms);
    REQUIRE(quoted);
    return *quoted;
  }
  domain::Redemption redemption() {
    const auto stored = database.snapshot().redemptions;
    REQUIRE(stored.size() == 1);
    return stored[0];
  }
  int uses() { return database.snapshot().promotions.at("PETS10").uses; }
  domain::Order settled() {
    const auto order = app::settle_checkout(services, "cs_test_1", app::SettleReason::kWebhook);
    REQUIRE(order);
    return *order;
  }

  std::vector<app::CartItem> items = tee_cart(2);
};

const app::CartTerms kCode{"pets10 ", "", {}};

}  // namespace

TEST_CASE("a quote adds up goods, discount and the shipping to a country that we serve") {
  Shop shop;
  const auto quote = shop.quote(kCode, "DE");
  CHECK(quote.currency == "USD");
  REQUIRE(quote.lines.size() == 1);
  CHECK(quote.lines[0].unit_price_minor == 2900);
  CHECK(quote.subtotal_minor == 5800);
  CHECK(quote.discount_minor == 580);
  CHECK(quote.shipping_minor == 499);
  CHECK(quote.total_minor == 5800 - 580 + 499);
  CHECK(quote.promotion->code == "PETS10");
  CHECK_FALSE(quote.promotion_problem);
}

TEST_CASE("without a country, or to one that we do not serve, there is no shipping to tell") {
  Shop shop;
  for (const auto* country : {"", "AQ"}) {
    const auto quote = shop.quote({}, country);
    CHECK_FALSE(quote.shipping_minor);
    CHECK(quote.total_minor == 5800);
  }
}

TEST_CASE("a quote reads prices and shipping anew") {
  Shop shop;
  auto catalog = shop.database.snapshot();
  catalog.products[0].variants[1].price.minor = 3000;
  catalog.shipping.price.minor = 700;
  shop.database.replace_catalog(catalog.products, catalog.shipping);
  CHECK(shop.quote(kCode, "DE").total_minor == 6000 - 600 + 700);
}

TEST_CASE("a quote needs no finished picture, but a product that we sell") {
  Shop shop;
  shop.items[0].design_id = {"not made yet"};
  CHECK(shop.quote({}).subtotal_minor == 5800);
  shop.items[0].variant_sku = "mug";
  CHECK_FALSE(app::quote_cart(shop.services, "", shop.items, {}));
}

TEST_CASE("a code that gives nothing is said with the full price") {
  Shop shop;
  const auto quote = shop.quote({"NOBODY", "", {}});
  CHECK(quote.promotion_problem == PromotionProblem::kUnknown);
  CHECK_FALSE(quote.promotion);
  CHECK(quote.total_minor == 5800);
  CHECK(shop.quote({"!", "", {}}).promotion_problem == PromotionProblem::kUnknown);
}

TEST_CASE("an order with a code is made with its discount, and holds the code until it is paid") {
  Shop shop(1);
  REQUIRE(shop.checkout(kCode));
  const auto order = shop.only_order();
  CHECK(order.discount_minor == 580);
  CHECK(order.promotion_code == "PETS10");
  CHECK(order.total_minor == 5800 - 580 + 499);
  CHECK(shop.payments.created()[0].order.discount_minor == 580);
  CHECK(shop.redemption().state == RedemptionState::kHeld);
  CHECK(shop.redemption().discount_minor == 580);
  CHECK(shop.uses() == 1);

  shop.payments.pay("cs_test_1", "edda@example.com", test::address());
  CHECK(shop.settled().state == OrderState::kPaid);
  CHECK(shop.redemption().state == RedemptionState::kRedeemed);
  CHECK(shop.uses() == 1);
}

TEST_CASE("a code with one use is not sold twice") {
  Shop shop(1);
  REQUIRE(shop.checkout(kCode));
  const auto second = shop.checkout(kCode, kOtherCartId);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kConflict);
  CHECK(second.error().field == "promotion_code");
  CHECK(shop.database.snapshot().orders.size() == 1);
  CHECK(shop.quote(kCode).promotion_problem == PromotionProblem::kUsedUp);
}

TEST_CASE("a buyer who comes back from the payment page still has the code that the cart holds") {
  Shop shop(1);
  const auto first = shop.checkout(kCode);
  REQUIRE(first);
  CHECK_FALSE(shop.quote(kCode, "", kCartId).promotion_problem);
  const auto again = shop.checkout(kCode);
  REQUIRE(again);
  CHECK(again->url == first->url);
  shop.items[0].quantity = 3;
  REQUIRE(shop.checkout(kCode));
  const auto orders = shop.database.snapshot().orders;
  REQUIRE(orders.size() == 2);
  CHECK(orders[0].state == OrderState::kExpired);
  CHECK(orders[1].discount_minor == 870);
  CHECK(shop.uses() == 1);
}

TEST_CASE("the same cart with another code, or none, is another order") {
  Shop shop;
  const auto with = shop.checkout(kCode);
  const auto without = shop.checkout({});
  REQUIRE(with);
  REQUIRE(without);
  CHECK(with->order_number != without->order_number);
  CHECK(shop.redemption().state == RedemptionState::kReleased);
}

TEST_CASE("an expired or canceled payment gives the code back") {
  Shop shop(1);
  REQUIRE(shop.checkout(kCode));
  const bool expires = GENERATE(true, false);
  shop.payments.edit("cs_test_1", [&](auto& session) {
    session.status = expires ? ports::SessionStatus::kExpired : ports::SessionStatus::kComplete;
    session.payment = expires ? ports::PaymentStatus::kUnpaid : ports::PaymentStatus::kRefused;
  });
  shop.settled();
  CHECK(shop.redemption().state == RedemptionState::kReleased);
  CHECK(shop.uses() == 0);
  CHECK(shop.checkout(kCode, kOtherCartId));
}

TEST_CASE("a code limited per e-mail asks for the address, keeps to it, and is not given to it again") {
  Shop shop({}, 1);
  CHECK(shop.quote(kCode).promotion_problem == PromotionProblem::kNeedsEmail);
  CHECK_FALSE(shop.checkout(kCode));
  CHECK_FALSE(shop.checkout({"PETS10", "nobody", {}}));
  const app::CartTerms edda{"PETS10", " Edda@Example.com", {}};
  REQUIRE(shop.checkout(edda));
  CHECK(shop.only_order().user_email == "edda@example.com");
  CHECK(shop.redemption().email == "edda@example.com");
  CHECK(shop.quote(edda).promotion_problem == PromotionProblem::kUsedByEmail);
  CHECK(shop.checkout(edda, kOtherCartId).error().field == "promotion_code");
  CHECK(shop.checkout({"PETS10", "munch@example.com", {}}, kOtherCartId));

  shop.payments.pay("cs_test_1", "Edda@Example.com", test::address());
  CHECK(shop.settled().state == OrderState::kPaid);
}

TEST_CASE("a payment from another address than the code was given to goes before a person") {
  Shop shop({}, 1);
  REQUIRE(shop.checkout({"PETS10", "edda@example.com", {}}));
  shop.payments.pay("cs_test_1", "somebody@example.com", test::address());
  CHECK(shop.settled().state == OrderState::kNeedsAttention);
  CHECK(shop.redemption().state == RedemptionState::kRedeemed);
}

TEST_CASE("a discount other than ours at the payment service goes before a person") {
  Shop shop;
  REQUIRE(shop.checkout(kCode));
  shop.payments.pay("cs_test_1", "edda@example.com", test::address());
  shop.payments.edit("cs_test_1", [](auto& session) {
    session.discount_minor = 680;
    session.shipping_minor += 100;
  });
  CHECK(shop.settled().state == OrderState::kNeedsAttention);
}

TEST_CASE("a sum other than the one shown is not charged") {
  Shop shop;
  const auto refused = shop.checkout({"PETS10", "", 5800});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().field == "expected_total_minor");
  CHECK(shop.database.snapshot().orders.empty());
  CHECK(shop.uses() == 0);
  CHECK(shop.checkout({"PETS10", "", 5220}));
}

TEST_CASE("an open order at an older price is replaced once the buyer was shown the new one") {
  Shop shop;
  REQUIRE(shop.checkout({"", "", 5800}));
  auto catalog = shop.database.snapshot();
  catalog.products[0].variants[1].price.minor = 3000;
  shop.database.replace_catalog(catalog.products, catalog.shipping);
  REQUIRE(shop.checkout({"", "", 6000}));
  const auto orders = shop.database.snapshot().orders;
  REQUIRE(orders.size() == 2);
  CHECK(orders[0].state == OrderState::kExpired);
  CHECK(orders[1].subtotal_minor == 6000);
}

TEST_CASE("the printer and the confirmation mail are told of the discount") {
  Shop shop;
  REQUIRE(shop.checkout(kCode));
  shop.payments.pay("cs_test_1", "edda@example.com", test::address());
  shop.settled();
  shop.run_all_jobs();
  REQUIRE(shop.printer.accepted().size() == 1);
  CHECK(shop.printer.accepted()[0].discount.minor == 580);
  REQUIRE(shop.mailer.sent().size() == 2);
  CHECK(shop.mailer.sent()[0].text.find("-$5.80 (PETS10)") != std::string::npos);
}
