#include "domain/order.h"

#include <catch2/catch.hpp>

using domain::Order;
using domain::OrderEvent;
using domain::OrderState;

namespace {

const auto kNow = base::from_unix_seconds(1'795'339'800);

Order created_order() {
  Order order;
  order.id = {"01890a5d-ac96-774b-bcce-b302099a8057"};
  return order;
}

}  // namespace

TEST_CASE("the printer's external id is the order's id without dashes: 32 characters") {
  CHECK(domain::external_id_of(created_order().id) == "01890a5dac96774bbcceb302099a8057");
}

TEST_CASE("applying an event changes the order and tells the entry to store") {
  Order order = created_order();
  const auto entry = domain::apply(order, OrderEvent::kPaymentReceived, kNow, "stripe", "webhook");
  REQUIRE(entry);
  CHECK(*entry == domain::OrderHistoryEntry{order.id, kNow, "stripe", OrderState::kCreated, OrderState::kPaid,
                                            "payment_received", "webhook"});
  CHECK(order.state == OrderState::kPaid);
  CHECK(order.paid_at == kNow);
}

TEST_CASE("an event that comes twice changes nothing the second time") {
  Order order = created_order();
  REQUIRE(domain::apply(order, OrderEvent::kPaymentReceived, kNow, "stripe"));
  const Order before = order;
  CHECK_FALSE(domain::apply(order, OrderEvent::kPaymentReceived, kNow + std::chrono::hours{1}, "stripe"));
  CHECK(order == before);
}

TEST_CASE("trouble notes its reason for staff") {
  Order order = created_order();
  REQUIRE(domain::apply(order, OrderEvent::kTrouble, kNow, "stripe", "paid 1 instead of 3399"));
  CHECK(order.trouble == "paid 1 instead of 3399");
  CHECK_FALSE(order.paid_at);
}

TEST_CASE("an order number writes 40 bits in an alphabet without I, L, O and U") {
  CHECK(domain::order_number_from(std::string(5, '\0')) == "PP-00000000");
  CHECK(domain::order_number_from(std::string(5, '\xff')) == "PP-ZZZZZZZZ");
  CHECK(domain::order_number_from(std::string("\x00\x44\x32\x14\xc7", 5)) == "PP-01234567");
  CHECK(domain::order_number_from(std::string("\x96\x74\x6b\xe7\x3f", 5)).find_first_of("ILOU") == std::string::npos);
}
