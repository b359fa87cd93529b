// Random sums, discounts and refunds: no cent appears or gets lost on the way.
#include <catch2/catch.hpp>

#include "app/checkout/cart.h"
#include "app/refunds/request_refund.h"
#include "app/refunds/settle_refund.h"
#include "app/test_shop.h"
#include "engine/chance.h"
#include "test_conditions.h"

using simulation::Chance;

namespace {

constexpr int kSequences = simulation::kIsSanitized ? 5'000 : 100'000;

std::vector<domain::OrderLine> some_lines(Chance& chance) {
  std::vector<domain::OrderLine> lines(static_cast<std::size_t>(chance.between(1, 5)));
  for (auto& line : lines) {
    line.product_id = chance.between(1, 3);
    line.quantity = chance.between(1, 20);
    line.unit_price_minor = chance.between(0, 20'000);
  }
  return lines;
}

domain::Promotion some_promotion(Chance& chance) {
  domain::Promotion promotion;
  if (chance.happens(0.5)) promotion.percent_off = chance.between(1, 100);
  else promotion.amount_off = base::Money{chance.between(1, 300'000), "USD"};
  if (chance.happens(0.5)) promotion.product_ids = {chance.between(1, 3)};
  return promotion;
}

std::int64_t goods_of(const domain::Promotion& promotion, const std::vector<domain::OrderLine>& lines) {
  std::int64_t sum = 0;
  for (const auto& line : lines) {
    const bool counts = promotion.product_ids.empty() || promotion.product_ids.front() == line.product_id;
    sum += counts ? line.quantity * line.unit_price_minor : 0;
  }
  return sum;
}

// An order that was paid, alone in the database.
domain::Order only_order(test::TestShop& shop, const std::vector<domain::OrderLine>& lines, std::int64_t discount,
                         std::int64_t shipping) {
  domain::Order order;
  order.id.value = "00000000-0000-4000-8000-00000000abcd";
  order.number = "PP-00000000";
  order.state = domain::OrderState::kDelivered;
  order.payment = domain::PaymentState::kPaid;
  order.subtotal_minor = app::goods_total(lines);
  order.discount_minor = discount;
  order.promotion_code = "ANY";
  order.shipping_minor = shipping;
  order.paid_minor = order.total_minor = order.subtotal_minor - discount + shipping;
  order.payment_intent_id = "pi_1";
  shop.database.with_state([&](adapters::memory::State& state) {
    state = {};
    state.orders.push_back(order);
  });
  return order;
}

domain::Order stored(test::TestShop& shop) {
  return shop.database.with_state([](const adapters::memory::State& state) { return state.orders.front(); });
}

// The payment service's word on a refund; what it says it gave back.
void settle(test::TestShop& shop, const domain::Refund& refund, bool succeeds) {
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = *transaction.orders().find_for_update(refund.order_id);
    const auto current = *transaction.refunds().find(refund.id);
    const auto status = succeeds ? ports::RefundStatus::kSucceeded : ports::RefundStatus::kFailed;
    app::settle_refund(shop.services, transaction, order, current, {"re_" + refund.id, refund.id, refund.amount_minor, status, ""});
    return {};
  }));
}

// Gives parts back, some of which fail, and at last the rest. What reached the buyer.
std::int64_t give_all_back(test::TestShop& shop, const domain::Order& order, Chance& chance) {
  std::int64_t with_buyer = 0;
  for (int parts = chance.between(0, 4);; --parts) {
    std::optional<std::int64_t> amount;
    if (parts > 0) amount = chance.between(1, static_cast<int>(order.paid_minor));
    const std::int64_t left = order.paid_minor - with_buyer;
    const auto refund = app::request_refund(shop.database, shop.clock, shop.ids, {order.number, amount, "some", "owner", ""});
    if (left == 0 || (amount && *amount > left)) {
      REQUIRE_FALSE(refund);
    } else {
      REQUIRE(refund);
      REQUIRE(refund->amount_minor == amount.value_or(left));
      const bool succeeds = parts <= 0 || chance.happens(0.7);
      settle(shop, *refund, succeeds);
      if (succeeds) with_buyer += refund->amount_minor;
    }
    const auto now = stored(shop);
    REQUIRE(now.refunded_minor == with_buyer);
    REQUIRE(now.refunded_minor <= now.paid_minor);
    if (parts <= 0) return with_buyer;
  }
}

}  // namespace

TEST_CASE("in 100,000 random orders discounts, sums and refunds conserve every cent") {
  const simulation::Silence silence;
  test::TestShop shop;
  Chance chance(20261122);
  for (int i = 0; i < kSequences; ++i) {
    const auto lines = some_lines(chance);
    const auto promotion = some_promotion(chance);
    const auto goods = goods_of(promotion, lines);
    const auto discount = domain::discount_of(promotion, lines);
    REQUIRE(discount >= 0);
    REQUIRE(discount <= goods);
    if (promotion.percent_off) REQUIRE(std::abs(discount * 100 - goods * *promotion.percent_off) <= 50);
    else REQUIRE(discount == std::min(goods, promotion.amount_off->minor));
    const auto shipping = chance.between(0, 2'000);
    const auto total = app::goods_total(lines) - discount + shipping;
    REQUIRE(total >= shipping);
    if (total == 0) continue;
    const auto order = only_order(shop, lines, discount, shipping);
    REQUIRE(give_all_back(shop, order, chance) == total);
    REQUIRE(stored(shop).state == domain::OrderState::kRefunded);
  }
}
