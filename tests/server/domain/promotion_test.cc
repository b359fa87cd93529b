#include "domain/promotion.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

using domain::OrderLine;
using domain::Promotion;
using domain::PromotionProblem;
using namespace std::chrono_literals;

namespace {

const auto kNow = base::from_unix_seconds(1'795'339'800);

OrderLine line(std::int64_t product, int quantity, std::int64_t price) {
  OrderLine made;
  made.product_id = product;
  made.quantity = quantity;
  made.unit_price_minor = price;
  return made;
}

const std::vector<OrderLine> kTeeAndHat = {line(1, 2, 2900), line(3, 1, 3200)};

Promotion percent(int share) {
  Promotion promotion;
  promotion.code = "PETS";
  promotion.percent_off = share;
  return promotion;
}

Promotion amount(std::int64_t minor) {
  Promotion promotion;
  promotion.code = "PETS";
  promotion.amount_off = base::Money{minor, "USD"};
  return promotion;
}

auto problem(const Promotion& promotion, const std::string& email = "", int uses_by_email = 0, int own_holds = 0) {
  return problem_of(promotion, {kTeeAndHat, "USD", kNow, email, uses_by_email, own_holds});
}

}  // namespace

TEST_CASE("a code is what was typed without blanks and in upper case") {
  CHECK(domain::normal_code(" pets 10 ") == "PETS10");
  CHECK(domain::normal_code("X-mas-26") == "X-MAS-26");
  for (const auto* bad : {"", "ab", "-abc", "pets!", "pétanque", "abcdefghijklmnopqrstuvwxyz0123456"}) {
    INFO(bad);
    CHECK_FALSE(domain::normal_code(bad));
  }
}

TEST_CASE("a share is taken off the goods it applies to and rounded half up") {
  CHECK(discount_of(percent(10), kTeeAndHat) == 900);
  CHECK(discount_of(percent(100), kTeeAndHat) == 9000);
  CHECK(discount_of(percent(15), {line(1, 1, 2910)}) == 437);  // 436.5
  CHECK(discount_of(percent(33), {line(1, 1, 1)}) == 0);
  auto hats_only = percent(50);
  hats_only.product_ids = {3};
  CHECK(discount_of(hats_only, kTeeAndHat) == 1600);
}

TEST_CASE("an amount never exceeds the goods it applies to") {
  CHECK(discount_of(amount(500), kTeeAndHat) == 500);
  CHECK(discount_of(amount(1'000'000), kTeeAndHat) == 9000);
  auto hats_only = amount(5000);
  hats_only.product_ids = {3};
  CHECK(discount_of(hats_only, kTeeAndHat) == 3200);
}

TEST_CASE("whatever the cart and the code, the discount is between nothing and the goods") {
  std::mt19937 random(7);
  const auto up_to = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  for (int round = 0; round < 100'000; ++round) {
    std::vector<OrderLine> lines;
    std::int64_t goods = 0;
    for (int i = up_to(3); i >= 0; --i) {
      lines.push_back(line(1 + up_to(2), 1 + up_to(19), up_to(20'000)));
      goods += lines.back().quantity * lines.back().unit_price_minor;
    }
    auto promotion = up_to(1) == 0 ? percent(1 + up_to(99)) : amount(1 + up_to(50'000));
    if (up_to(1) == 0) promotion.product_ids = {1 + up_to(2)};
    const auto discount = discount_of(promotion, lines);
    if (discount < 0 || discount > goods) FAIL("a discount of " << discount << " off " << goods);
  }
}

TEST_CASE("a code is valid from its beginning until just before its end") {
  auto promotion = percent(10);
  promotion.starts_at = kNow;
  promotion.ends_at = kNow + 1s;
  CHECK_FALSE(problem(promotion));
  promotion.starts_at = kNow + 1ms;
  CHECK(problem(promotion) == PromotionProblem::kNotYet);
  promotion.starts_at = kNow - 2s;
  promotion.ends_at = kNow;
  CHECK(problem(promotion) == PromotionProblem::kEnded);
}

TEST_CASE("the minimum counts the goods that the code applies to") {
  auto promotion = percent(10);
  promotion.minimum_minor = 9000;
  CHECK_FALSE(problem(promotion));
  promotion.minimum_minor = 9001;
  CHECK(problem(promotion) == PromotionProblem::kBelowMinimum);
  promotion.minimum_minor = 3300;
  promotion.product_ids = {3};
  CHECK(problem(promotion) == PromotionProblem::kBelowMinimum);
  promotion.product_ids = {2};
  CHECK(problem(promotion) == PromotionProblem::kOtherProducts);
}

TEST_CASE("an amount in another currency gives nothing") {
  auto promotion = amount(500);
  promotion.amount_off->currency = "CHF";
  CHECK(problem(promotion) == PromotionProblem::kOtherCurrency);
}

TEST_CASE("a limit holds, but a cart's own hold is not counted against it") {
  auto promotion = percent(10);
  promotion.limit_total = 1;
  CHECK_FALSE(problem(promotion));
  promotion.uses = 1;
  CHECK(problem(promotion) == PromotionProblem::kUsedUp);
  CHECK_FALSE(problem(promotion, "", 0, 1));
}

TEST_CASE("a code that is limited per e-mail wants to know the address") {
  auto promotion = percent(10);
  promotion.limit_per_email = 2;
  CHECK(problem(promotion) == PromotionProblem::kNeedsEmail);
  CHECK_FALSE(problem(promotion, "a@b.c", 1));
  CHECK(problem(promotion, "a@b.c", 2) == PromotionProblem::kUsedByEmail);
  CHECK_FALSE(problem(promotion, "a@b.c", 2, 1));
}

TEST_CASE("every problem has a word of its own and a sentence for the buyer") {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(PromotionProblem::kOtherCurrency); ++i) {
    const auto one = static_cast<PromotionProblem>(i);
    CHECK(words.insert(to_string(one)).second);
    CHECK(sentence_of(one).ends_with("."));
  }
}
