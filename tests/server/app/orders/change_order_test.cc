#include "app/orders/change_order.h"

#include <catch2/catch.hpp>

#include "app/test_shop.h"

using domain::OrderEvent;
using domain::OrderState;
using test::TestShop;

namespace {

bool change(TestShop& shop, const domain::OrderId& id, OrderEvent event) {
  bool changed = false;
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = *transaction.orders().find_for_update(id);
    changed = app::change_order(transaction, order, event, shop.clock.now(), "system", "because");
    return {};
  }));
  return changed;
}

}  // namespace

TEST_CASE("an allowed change stores the order and tells its story") {
  TestShop shop;
  const auto id = shop.paid_order();
  CHECK(change(shop, id, OrderEvent::kTrouble));
  CHECK(shop.order(id).state == OrderState::kNeedsAttention);
  CHECK(shop.order(id).trouble == "because");
  const auto last = shop.history(id).back();
  CHECK(last.from == OrderState::kPaid);
  CHECK(last.to == OrderState::kNeedsAttention);
  CHECK(last.actor == "system");
  CHECK(last.reason == "because");
}

TEST_CASE("a change that the state machine does not know stores nothing") {
  TestShop shop;
  const auto id = shop.paid_order();
  const auto before = shop.order(id);
  const auto story = shop.history(id);
  CHECK_FALSE(change(shop, id, OrderEvent::kParcelDelivered));
  CHECK(shop.order(id) == before);
  CHECK(shop.history(id) == story);
}
