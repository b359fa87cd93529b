#include "app/promotions/keep_promotions.h"

#include <catch2/catch.hpp>
#include <functional>

#include "app/test_shop.h"

using base::ErrorCode;
using test::TestShop;
using namespace std::chrono_literals;

namespace {

app::PromotionTerms ten_percent() {
  app::PromotionTerms terms;
  terms.code = "pets10";
  terms.percent_off = 10;
  return terms;
}

}  // namespace

TEST_CASE("a promotion is stored as the owner said") {
  TestShop shop;
  auto terms = ten_percent();
  terms.product_skus = {"tee", "hat"};
  terms.limit_total = 5;
  const auto added = app::add_promotion(shop.database, terms);
  REQUIRE(added);
  CHECK(added->code == "PETS10");
  CHECK(added->description.empty());
  CHECK(added->product_ids == std::vector<std::int64_t>{1, 3});
  CHECK(shop.database.snapshot().promotions.at("PETS10") == *added);

  app::PromotionTerms amount;
  amount.code = "FIVE";
  amount.amount_off_minor = 500;
  amount.description = "Five for your friends";
  amount.translations = {{domain::Language::kGerman, "Fünf für deine Freunde"}};
  const auto described = app::add_promotion(shop.database, amount);
  REQUIRE(described);
  CHECK(description_in(*described, domain::Language::kEnglish) == "Five for your friends");
  CHECK(description_in(*described, domain::Language::kGerman) == "Fünf für deine Freunde");
  CHECK(app::list_promotions(shop.database)->size() == 2);
}

TEST_CASE("terms that make no sense are refused with what is wrong") {
  TestShop shop;
  const auto refused = [&](const std::function<void(app::PromotionTerms&)>& change) {
    auto terms = ten_percent();
    change(terms);
    const auto added = app::add_promotion(shop.database, terms);
    return added ? "" : added.error().field;
  };
  CHECK(refused([](auto& terms) { terms.code = "no!"; }) == "code");
  CHECK(refused([](auto& terms) { terms.percent_off = 101; }) == "percent");
  CHECK(refused([](auto& terms) { terms.percent_off.reset(); }) == "percent");
  CHECK(refused([](auto& terms) { terms.amount_off_minor = 5; }) == "percent");
  CHECK(refused([](auto& terms) { terms.percent_off.reset(), terms.amount_off_minor = -5; }) == "amount");
  CHECK(refused([](auto& terms) { terms.minimum_minor = -1; }) == "minimum");
  CHECK(refused([](auto& terms) { terms.translations = {{domain::Language::kGerman, "Zehn"}}; }) == "description");
  CHECK(refused([](auto& terms) { terms.product_skus = {"mug"}; }) == "products");
  CHECK(refused([](auto& terms) { terms.limit_total = 0; }) == "limit");
  CHECK(refused([&](auto& terms) { terms.starts_at = terms.ends_at = shop.clock.now(); }) == "until");
  CHECK(shop.database.snapshot().promotions.empty());
}

TEST_CASE("a code is given out once") {
  TestShop shop;
  REQUIRE(app::add_promotion(shop.database, ten_percent()));
  CHECK(app::add_promotion(shop.database, ten_percent()).error().code == ErrorCode::kConflict);
}

TEST_CASE("an ended promotion is over from now on, also one that had not begun") {
  TestShop shop;
  const auto now = shop.clock.now();
  REQUIRE(app::add_promotion(shop.database, ten_percent()));
  auto later = ten_percent();
  later.code = "LATER";
  later.starts_at = now + 1h;
  REQUIRE(app::add_promotion(shop.database, later));
  for (const auto* code : {"pets10", "LATER"}) REQUIRE(app::end_promotion(shop.database, code, now));
  const auto promotions = app::list_promotions(shop.database);
  for (const auto& promotion : *promotions) CHECK(promotion.ends_at == now);
  REQUIRE(app::end_promotion(shop.database, "PETS10", now + 1h));
  CHECK(shop.database.snapshot().promotions.at("PETS10").ends_at == now);
  CHECK(app::end_promotion(shop.database, "NOBODY", now).error().code == ErrorCode::kNotFound);
}
