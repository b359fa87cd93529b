#include "base/money.h"

#include <catch2/catch.hpp>

using base::format_money;

TEST_CASE("money is written with its sign, two decimals and its currency") {
  CHECK(format_money({2900, "USD"}) == "$29.00");
  CHECK(format_money({5, "USD"}) == "$0.05");
  CHECK(format_money({0, "USD"}) == "$0.00");
  CHECK(format_money({-499, "USD"}) == "-$4.99");
  CHECK(format_money({123456789, "EUR"}) == "€1234567.89");
  CHECK(format_money({2900, "CHF"}) == "29.00 CHF");
}

TEST_CASE("amounts of two currencies are never equal") {
  CHECK(base::Money{1, "USD"} == base::Money{1, "USD"});
  CHECK_FALSE(base::Money{1, "USD"} == base::Money{1, "CAD"});
}
