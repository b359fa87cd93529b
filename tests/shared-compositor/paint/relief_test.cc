#include "paint/relief.h"

#include <catch2/catch.hpp>

using namespace compositor::paint;

TEST_CASE("flat paint is neither lighter nor darker") {
  Plane flat(9, 9, 1);
  for (float& value : flat.values) value = 0.6f;
  for (const float light : relief_light(flat, 12).values) REQUIRE(light == Approx(1).margin(1e-4));
}

TEST_CASE("a ridge is lit from the top left") {
  Plane ridge(60, 60, 1);
  for (int y = 0; y < 60; ++y) {
    for (int x = 28; x < 32; ++x) *ridge.at(x, y) = 0.05f;
  }
  const Plane light = relief_light(ridge, 12);
  REQUIRE(*light.at(27, 30) > 1.02f);
  REQUIRE(*light.at(32, 30) < 0.98f);
}

TEST_CASE("without relief a ridge is flat, with more it is steeper") {
  Plane ridge(60, 60, 1);
  for (int y = 0; y < 60; ++y) {
    for (int x = 28; x < 32; ++x) *ridge.at(x, y) = 0.05f;
  }
  for (const float light : relief_light(ridge, 12, 0).values) REQUIRE(light == 1);
  REQUIRE(*relief_light(ridge, 12, 1).at(27, 30) > *relief_light(ridge, 12).at(27, 30));
}

TEST_CASE("light depends on slopes per unit, not per pixel") {
  const auto slope = [](int pixels_per_unit) {
    Plane ramp(20 * pixels_per_unit, 20, 1);
    for (int y = 0; y < ramp.height; ++y) {
      for (int x = 0; x < ramp.width; ++x) *ramp.at(x, y) = 0.02f * static_cast<float>(x) / static_cast<float>(pixels_per_unit);
    }
    return *relief_light(ramp, static_cast<float>(pixels_per_unit)).at(10 * pixels_per_unit, 10);
  };
  REQUIRE(slope(12) == Approx(slope(3)).epsilon(1e-3));
}

TEST_CASE("the card's grain stays within two percent") {
  for (int i = 0; i < 1000; ++i) REQUIRE(card_grain(i * 7, i * 13) == Approx(1).margin(0.02));
}
