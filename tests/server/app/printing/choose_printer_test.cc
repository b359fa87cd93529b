#include "app/printing/choose_printer.h"

#include <catch2/catch.hpp>

#include "app/checkout/cart.h"
#include "app/test_shop.h"
#include "app/printing/printify_shop.h"

using base::ErrorCode;
using test::PrintifyShop;
using test::TestShop;

TEST_CASE("a product's variants are found in Printify's catalog by colour and size, whatever their case") {
  PrintifyShop shop;
  const auto found = app::find_at_printify(shop.database, shop.catalog, "hoodie", {77, 99, "front"});
  REQUIRE(found);
  CHECK(found->provider == domain::kPrintful);
  CHECK(found->find_variant("hoodie-black-m")->printify == domain::PrintifyArticle{77, 99, 32919, "front"});
  CHECK(shop.product("hoodie") == *found);
}

TEST_CASE("a list in which one variant is missing is not used at all, and says which") {
  PrintifyShop shop;
  std::erase_if(shop.catalog.listed, [](const auto& variant) { return variant.size == "XL"; });
  const auto found = app::find_at_printify(shop.database, shop.catalog, "hoodie", {77, 99, "front"});
  REQUIRE_FALSE(found);
  CHECK(found.error().code == ErrorCode::kConflict);
  CHECK(found.error().public_message == "Printify does not have: Black / XL");
  CHECK_FALSE(shop.product("hoodie").variants.front().printify);
}

TEST_CASE("a place where Printify prints nothing, and a product that we do not sell, are not found") {
  PrintifyShop shop;
  CHECK(app::find_at_printify(shop.database, shop.catalog, "hoodie", {77, 99, "sole"}).error().code == ErrorCode::kNotFound);
  CHECK(app::find_at_printify(shop.database, shop.catalog, "socks", {77, 99, "front"}).error().code == ErrorCode::kNotFound);
}

TEST_CASE("only what was found at Printify can be made there, and it can go back to Printful") {
  PrintifyShop shop;
  CHECK(app::choose_printer(shop.database, "hoodie", "printify").error().code == ErrorCode::kConflict);
  shop.let_printify_make("hoodie");
  CHECK(shop.product("hoodie").provider == domain::kPrintify);
  CHECK(shop.product("tee").provider == domain::kPrintful);
  REQUIRE(app::choose_printer(shop.database, "hoodie", "printful"));
  CHECK(shop.product("hoodie").provider == domain::kPrintful);
}

TEST_CASE("a cart whose things two printers would make is refused, in words that help") {
  PrintifyShop shop;
  shop.let_printify_make("hoodie");
  const auto design = shop.finished_design();
  const auto price = [&](const std::vector<app::CartItem>& items) {
    return with_transaction(shop.database, [&](ports::Transaction& transaction) {
      return app::price_cart(shop.services, transaction, items, domain::Language::kEnglish, app::DesignCheck::kPrintable);
    });
  };
  const app::CartItem tee{design, "tee-white-m", 1};
  const app::CartItem hoodie{shop.finished_design("hoodie"), "hoodie-black-m", 1};
  const auto refused = price({tee, hoodie});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kConflict);
  CHECK(refused.error().public_message ==
        "Two printers would have to make this cart. Please order these things one after the other.");
  CHECK(refused.error().field == "items[1].variant_sku");
  const auto alone = price({hoodie});
  REQUIRE(alone);
  CHECK(alone->front().provider == domain::kPrintify);
  CHECK(alone->front().printify == domain::PrintifyArticle{77, 99, 32919, "front"});
  CHECK_FALSE(price({tee})->front().printify);
}
