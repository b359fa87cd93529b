#include "domain/address_check.h"

#include <catch2/catch.hpp>
#include <functional>

using domain::Address;
using domain::AddressRemedy;
using domain::decide_address;

namespace {

const Address kTyped{"Edda Munch", "1 Fjord Street", "Apartment 2", "Portland", "OR", "97201", "US", "+15035550100"};

Address with(const std::function<void(Address&)>& change) {
  Address address = kTyped;
  change(address);
  return address;
}

}  // namespace

TEST_CASE("capitals, punctuation, usual abbreviations and four digits more are no difference") {
  const Address verified{"", "1 FJORD ST APT 2", "", "PORTLAND", "OR", "97201-4567", "US", ""};
  const auto decision = decide_address(kTyped, verified);
  CHECK(decision.remedy == AddressRemedy::kAsTyped);
  CHECK(decision.address == kTyped);
  CHECK(decision.what.empty());
}

TEST_CASE("a wrong postal code, or a wrong city, at the same street is completed, and the rest stays as typed") {
  const auto code = decide_address(kTyped, with([](Address& a) { a.postal_code = "97209-1111"; }));
  CHECK(code.remedy == AddressRemedy::kCompleted);
  CHECK(code.what == "postal code");
  CHECK(code.address == with([](Address& a) { a.postal_code = "97209-1111"; }));
  const auto city = decide_address(kTyped, with([](Address& a) { a.city = "Beaverton"; }));
  CHECK(city.remedy == AddressRemedy::kCompleted);
  CHECK(city.what == "city");
  CHECK(city.address.name == kTyped.name);
  CHECK(city.address.line1 == kTyped.line1);
}

TEST_CASE("another street, number, flat or country is never taken silently: the buyer is asked") {
  const auto asked = [](const std::function<void(Address&)>& change, const char* what) {
    const auto decision = decide_address(kTyped, with(change));
    CHECK(decision.remedy == AddressRemedy::kAskBuyer);
    CHECK(decision.what == what);
    CHECK(decision.address == kTyped);
  };
  asked([](Address& a) { a.line1 = "1 Ford Street"; }, "street");
  asked([](Address& a) { a.line1 = "11 Fjord Street"; }, "street");
  asked([](Address& a) { a.line2.clear(); }, "street");
  asked([](Address& a) { a.country = "CA"; }, "country");
}

TEST_CASE("the same street elsewhere is another place") {
  const auto decision = decide_address(kTyped, with([](Address& a) { a.postal_code = "10001", a.city = "New York", a.state = "NY"; }));
  CHECK(decision.remedy == AddressRemedy::kAskBuyer);
  CHECK(decision.what == "postal code, city, state");
}
