#include "app/checkout/cart.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

using app::CartItem;
using base::ErrorCode;
using test::TestShop;

namespace {

base::Result<std::vector<domain::OrderLine>> price(TestShop& shop, const std::vector<CartItem>& items,
                                                   domain::Language language = domain::Language::kEnglish) {
  return with_transaction(shop.database, [&](ports::Transaction& transaction) {
    return app::price_cart(shop.services, transaction, items, language);
  });
}

base::Error refused(TestShop& shop, const std::vector<CartItem>& items) {
  const auto lines = price(shop, items);
  REQUIRE_FALSE(lines);
  return lines.error();
}

}  // namespace

TEST_CASE("a cart's fingerprint does not depend on the order of its items") {
  const CartItem a{{"a"}, "tee-white-m", 1};
  const CartItem b{{"b"}, "hat-black", 2};
  CHECK(app::cart_fingerprint({a, b}) == app::cart_fingerprint({b, a}));
}

TEST_CASE("a cart's fingerprint changes with every part of an item") {
  const CartItem item{{"a"}, "tee-white-m", 1};
  const auto other = GENERATE_COPY(values<CartItem>(
      {{{"b"}, "tee-white-m", 1}, {{"a"}, "tee-white-s", 1}, {{"a"}, "tee-white-m", 2}}));
  CHECK(app::cart_fingerprint({item}) != app::cart_fingerprint({other}));
  CHECK(app::cart_fingerprint({item}) != app::cart_fingerprint({item, item}));
}

TEST_CASE("order lines carry the catalog's price and names as they are now") {
  TestShop shop;
  const auto design = shop.finished_design();
  const auto lines = price(shop, {{design, "hoodie-black-2xl", 3}, {design, "hat-navy", 1}});
  REQUIRE(lines);
  REQUIRE(lines->size() == 2);
  const auto& hoodie = (*lines)[0];
  CHECK(hoodie.unit_price_minor == 5100);
  CHECK(hoodie.quantity == 3);
  CHECK(hoodie.name == "Unisex hoodie");
  CHECK(hoodie.variant_label == "Black / 2XL");
  CHECK(hoodie.print_spec == "hoodie");
  CHECK(hoodie.printful_variant_id == 5534);
  CHECK((*lines)[1].placement == "front_dtf_hat");
  CHECK(hoodie.id != (*lines)[1].id);
}

TEST_CASE("order lines are named in the buyer's language") {
  TestShop shop;
  const auto lines = price(shop, {{shop.finished_design(), "hat-navy", 1}}, domain::Language::kGerman);
  REQUIRE(lines);
  CHECK((*lines)[0].name == "Cord-Cap");
  CHECK((*lines)[0].variant_label == "Marineblau / Einheitsgröße");
}

TEST_CASE("a quantity outside 1 to 20 is refused, naming the line") {
  TestShop shop;
  const auto design = shop.finished_design();
  const int quantity = GENERATE(0, -1, 21, 10000);
  const auto error = refused(shop, {{design, "tee-white-m", 1}, {design, "tee-white-m", quantity}});
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "items[1].quantity");
}

TEST_CASE("the largest quantity is still sold") {
  TestShop shop;
  CHECK(price(shop, {{shop.finished_design(), "tee-white-m", app::kMaxQuantity}}));
}

TEST_CASE("an unknown variant is refused") {
  TestShop shop;
  const auto sku = GENERATE(as<std::string>{}, "mug", "", "tee", "TEE-WHITE-M");
  const auto error = refused(shop, {{shop.finished_design(), sku, 1}});
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "items[0].variant_sku");
}

TEST_CASE("an unknown design is refused") {
  TestShop shop;
  const auto id = GENERATE(as<std::string>{}, "", "not a uuid", "99999999-0000-4000-8000-000000000000");
  const auto error = refused(shop, {{{id}, "tee-white-m", 1}});
  CHECK(error.code == ErrorCode::kInvalidInput);
  CHECK(error.field == "items[0].design_id");
}

TEST_CASE("a design that is still being prepared cannot be ordered yet") {
  TestShop shop;
  const auto design = app::upload_design(shop.services, shop.good_upload());
  REQUIRE(design);
  CHECK(refused(shop, {{design->id, "tee-white-m", 1}}).code == ErrorCode::kConflict);
}

TEST_CASE("a rejected design cannot be ordered, and the reason is repeated") {
  TestShop shop;
  const auto design = app::upload_design(shop.services, shop.good_upload());
  shop.renderer.errors.push({ErrorCode::kInvalidInput, "This photo is cut short.", {}, {}});
  shop.run_all_jobs();
  const auto error = refused(shop, {{design->id, "tee-white-m", 1}});
  CHECK(error.code == ErrorCode::kConflict);
  CHECK(error.public_message.find("This photo is cut short.") != std::string::npos);
}

TEST_CASE("a cart holds 1 to 20 items") {
  TestShop shop;
  const CartItem item{shop.finished_design(), "tee-white-m", 1};
  CHECK(refused(shop, {}).field == "items");
  CHECK(refused(shop, std::vector<CartItem>(21, item)).field == "items");
  CHECK(price(shop, std::vector<CartItem>(20, item)));
}
