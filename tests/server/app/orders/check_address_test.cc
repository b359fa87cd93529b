#include "app/orders/check_address.h"

#include <catch2/catch.hpp>
#include <functional>

#include "app/test_shop.h"

using base::ErrorCode;
using domain::OrderState;

namespace {

// Says what the test tells it to.
class Carrier : public ports::AddressChecker {
 public:
  base::Result<ports::CheckedAddress> check(const domain::Address& address) override {
    ++asked;
    return answer(address);
  }

  int asked = 0;
  std::function<base::Result<ports::CheckedAddress>(domain::Address)> answer = [](domain::Address address) {
    return ports::CheckedAddress{true, std::move(address), {}};
  };
};

struct Shop : test::TestShop {
  Shop() { services.addresses = &carrier; }
  domain::Address sent_to() { return printer.accepted().at(0).recipient; }

  Carrier carrier;
};

}  // namespace

TEST_CASE_METHOD(Shop, "a good address goes to the printer as it was typed") {
  carrier.answer = [](domain::Address address) {
    for (char& c : address.line1) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return ports::CheckedAddress{true, address, {}};
  };
  submitted_order();
  CHECK(carrier.asked == 1);
  CHECK(sent_to() == test::address());
}

TEST_CASE_METHOD(Shop, "a wrong postal code is completed for the parcel, the order keeps what was typed, its story says what was done") {
  carrier.answer = [](domain::Address address) {
    address.postal_code = "97209-1111";
    return ports::CheckedAddress{true, address, {}};
  };
  const auto id = paid_order();
  printer.errors_after.push(ErrorCode::kUnavailable, 1);
  run_all_jobs();
  CHECK(sent_to().postal_code == "97209-1111");
  CHECK(order(id).shipping_address == test::address());
  int told = 0;
  for (const auto& entry : history(id)) {
    if (entry.event != domain::kAddressCompleted) continue;
    ++told;
    CHECK(entry.actor == "easypost");
    CHECK(entry.reason == "postal code");
  }
  CHECK(told == 1);
}

TEST_CASE_METHOD(Shop, "another street, and an address where nobody delivers, go before a person, unprinted") {
  SECTION("another street") {
    carrier.answer = [](domain::Address address) {
      address.line1 = "1 Ford Street";
      return ports::CheckedAddress{true, address, {}};
    };
  }
  SECTION("nobody delivers") {
    carrier.answer = [](const domain::Address&) { return ports::CheckedAddress{false, {}, "E.ADDRESS.NOT_FOUND"}; };
  }
  const auto id = paid_order();
  run_all_jobs();
  CHECK(order(id).state == OrderState::kNeedsAttention);
  CHECK(order(id).trouble->find("address check") != std::string::npos);
  CHECK(order(id).trouble->find("Ford") == std::string::npos);
  CHECK(printer.accepted().empty());
}

TEST_CASE_METHOD(Shop, "a check that does not answer holds no order back") {
  carrier.answer = [](const domain::Address&) -> base::Result<ports::CheckedAddress> {
    return base::fail(ErrorCode::kUnavailable, "No answer.");
  };
  submitted_order();
  CHECK(sent_to() == test::address());
}

TEST_CASE_METHOD(Shop, "an address abroad is not asked about") {
  auto abroad = test::address();
  abroad.country = "DE";
  CHECK(*app::checked_address(services, {"none"}, abroad) == abroad);
  CHECK(carrier.asked == 0);
}
