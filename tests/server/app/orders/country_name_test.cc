#include "app/orders/country_name.h"

#include <catch2/catch.hpp>

#include "adapters/memory/first_catalog.h"

TEST_CASE("every country that the shop ships to has a name for people") {
  for (const auto& code : adapters::memory::first_shipping_policy().countries) {
    INFO(code);
    CHECK(app::country_name(code) != code);
  }
}

TEST_CASE("a country without a name is told by its code") { CHECK(app::country_name("XX") == "XX"); }
