#include "model/pinch.h"

#include <catch2/catch.hpp>

using model::pinch;
using model::PixelOval;

namespace {
const PixelOval kOval{{200, 200}, 50, 60, 10};
}

TEST_CASE("fingers twice as far apart make the oval twice as large") {
  const auto oval = pinch(kOval, {{150, 200}, {250, 200}}, {{100, 200}, {300, 200}});
  REQUIRE(oval.half_width == Approx(100));
  REQUIRE(oval.half_height == Approx(120));
  REQUIRE(oval.center.x == Approx(200));
  REQUIRE(oval.degrees == Approx(10));
}

TEST_CASE("two fingers moved together move the oval with them") {
  const auto oval = pinch(kOval, {{150, 200}, {250, 200}}, {{160, 230}, {260, 230}});
  REQUIRE(oval.center.x == Approx(210));
  REQUIRE(oval.center.y == Approx(230));
  REQUIRE(oval.half_width == Approx(50));
}

TEST_CASE("a turn of the fingers turns the oval about their middle") {
  const auto oval = pinch(kOval, {{300, 150}, {300, 250}}, {{350, 200}, {250, 200}});
  REQUIRE(oval.degrees == Approx(100));
  REQUIRE(oval.center.x == Approx(300));
  REQUIRE(oval.center.y == Approx(100));
}

TEST_CASE("fingers on one spot do not blow the oval up to infinity") {
  const auto oval = pinch(kOval, {{200, 200}, {200, 200}}, {{200, 200}, {230, 200}});
  REQUIRE(oval.half_width == Approx(50 * 30));
}
