#include "matte/logarithm.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::matte;

TEST_CASE("the logarithm is one") {
  for (const float x : {1e-12f, 0.003f, 0.5f, 0.99f, 1.0f, 1.4142f, 2.0f, 17.0f, 1e9f}) {
    REQUIRE(natural_log(x) == Approx(std::log(x)).margin(1e-6).epsilon(1e-6));
  }
}

TEST_CASE("the exponential falls from 1 to nothing") {
  REQUIRE(falling_exponential(0) == 1);
  for (const float x : {0.01f, 0.5f, 1.0f, 3.7f, 12.0f, 19.9f}) REQUIRE(falling_exponential(x) == Approx(std::exp(-x)).epsilon(1e-3));
  REQUIRE(falling_exponential(20) == 0);
  REQUIRE(falling_exponential(1e30f) == 0);
}
