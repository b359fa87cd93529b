#include "model/pinch.h"

#include <catch2/catch.hpp>

using model::PixelOval;

namespace {
const PixelOval kOval{{200, 200}, 50, 60, 10};
constexpr model::PhotoSize kPhoto{4000, 4000};

PixelOval pinch(const PixelOval& oval, model::TwoFingers from, model::TwoFingers to) { return model::pinch(oval, from, to, kPhoto); }
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

TEST_CASE("fingers that spread on when the oval grows no farther keep it between them") {
  // Of a small photo; the fingers' middle lies beside the oval's.
  const model::PhotoSize small{400, 400};
  const model::TwoFingers from{{240, 200}, {260, 200}};
  const auto largest = model::to_pixels(model::to_fractions(model::pinch(kOval, from, {{0, 200}, {500, 200}}, small), small), small);
  const auto further = model::to_pixels(model::to_fractions(model::pinch(kOval, from, {{-3000, 200}, {3500, 200}}, small), small), small);
  REQUIRE(further.half_height == Approx(largest.half_height));
  REQUIRE(further.center.x == Approx(largest.center.x));
  REQUIRE(further.center.y == Approx(largest.center.y));
  const double ratio = largest.half_height / kOval.half_height;
  REQUIRE(model::pinch(kOval, from, {{-3000, 200}, {3500, 200}}, small).center.x == Approx(250 + ratio * (200 - 250)));
}
