// The payment and its story, as checkouts and refunds move it.
#include "app/orders/change_payment.h"

#include <catch2/catch.hpp>

#include "app/checkout/settle_checkout.h"
#include "app/orders/audit_history.h"
#include "app/refunds/request_refund.h"
#include "app/test_shop.h"

using domain::PaymentState;
using test::TestShop;

namespace {

// What the order's story tells of its payment.
std::vector<std::string> story_of(TestShop& shop, const domain::OrderId& id) {
  std::vector<std::string> story;
  for (const auto& entry : shop.history(id)) {
    if (entry.event == domain::kPaymentChanged) story.push_back(entry.actor + " " + entry.reason);
  }
  return story;
}

}  // namespace

TEST_CASE("a checkout that is paid makes the payment paid, once, and says so in the sealed story") {
  TestShop shop;
  const auto id = shop.paid_order();
  CHECK(shop.order(id).payment == PaymentState::kPaid);
  REQUIRE(app::settle_checkout(shop.services, *shop.order(id).stripe_session_id, app::SettleReason::kWebhook));
  CHECK(story_of(shop, id) == std::vector<std::string>{"stripe open -> paid"});
  CHECK(app::audit_history(shop.database)->broken.empty());
}

TEST_CASE("a part and then the rest paid back is told as it happens") {
  TestShop shop;
  const auto id = shop.paid_order();
  for (const std::int64_t cents : {500, 2899}) {
    app::RefundWish wish;
    wish.order_number = shop.order(id).number;
    wish.amount_minor = cents;
    wish.actor = "owner";
    wish.reason = "asked for";
    REQUIRE(app::request_refund(shop.database, shop.clock, shop.ids, wish));
    shop.run_all_jobs();
  }
  CHECK(shop.order(id).payment == PaymentState::kRefunded);
  CHECK(story_of(shop, id) == std::vector<std::string>{"stripe open -> paid", "stripe paid -> partly_refunded: $5.00",
                                                       "stripe partly_refunded -> refunded: $28.99"});
}

TEST_CASE("a cart that was changed closes its older payment") {
  TestShop shop;
  const auto items = shop.tee_cart();
  shop.start_checkout(items);
  const auto first = shop.only_order().id;
  auto more = items;
  more[0].quantity = 2;
  shop.start_checkout(more);
  CHECK(shop.order(first).payment == PaymentState::kExpired);
  CHECK(story_of(shop, first) == std::vector<std::string>{"customer open -> expired: the cart was changed"});
}

TEST_CASE("a payment that a guard refuses is left as it is, without a word") {
  TestShop shop;
  shop.start_checkout(shop.tee_cart());
  auto order = shop.only_order();
  REQUIRE(shop.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    CHECK_FALSE(app::change_payment(transaction, order, domain::PaymentEvent::kReceived, shop.clock.now(), "stripe"));
    return {};
  }));
  CHECK(shop.only_order().payment == PaymentState::kOpen);
  CHECK(story_of(shop, order.id).empty());
}
