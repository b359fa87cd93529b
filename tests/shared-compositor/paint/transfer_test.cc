#include "paint/transfer.h"

#include <catch2/catch.hpp>

using namespace compositor::paint;
using compositor::Tint;

namespace {

Plane ramp() {
  Plane plane(64, 64, 3);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) plane.at(x, y)[0] = 0.3f + 0.2f * static_cast<float>(x) / 63;
  }
  return plane;
}

Plane everywhere() {
  Plane counts(64, 64, 1);
  for (float& value : counts.values) value = 1;
  return counts;
}

}  // namespace

TEST_CASE("without a palette colours stay") {
  Plane plane = ramp();
  transfer_palette(plane, everywhere(), {}, 3, 0.5f);
  REQUIRE(plane.values == ramp().values);
}

TEST_CASE("a dull photo is spread over the painting's range of lightness, its order kept") {
  Plane plane = ramp();
  transfer_palette(plane, everywhere(), std::vector<Tint>(17), 3, 0.5f);
  REQUIRE(plane.at(0, 30)[0] < 0.25f);
  REQUIRE(plane.at(63, 30)[0] > 0.75f);
  for (int x = 1; x < 64; ++x) REQUIRE(plane.at(x, 30)[0] >= plane.at(x - 1, 30)[0]);
}

TEST_CASE("colours move towards the palette, part of the way") {
  Plane plane = ramp();
  transfer_palette(plane, everywhere(), std::vector<Tint>(17, Tint{-30, 30}), 3, 0.5f);
  const float* middle = plane.at(32, 32);
  REQUIRE(middle[1] > 0.005f);
  REQUIRE(middle[2] > 0.01f);
}

TEST_CASE("the strength decides how much of the palette is taken") {
  const std::vector<Tint> palette(17, Tint{-30, 30});
  const auto middle = [&](float strength) {
    Plane plane = ramp();
    transfer_palette(plane, everywhere(), palette, 3, strength);
    return plane.at(32, 32)[1];
  };
  REQUIRE(middle(0) == 0);
  REQUIRE(middle(0.5f) > 0.005f);
  REQUIRE(middle(1) > 2 * middle(0.5f));
}

TEST_CASE("garish colours are calmed") {
  Plane plane = ramp();
  for (std::size_t i = 1; i < plane.values.size(); i += 3) plane.values[i] = 0.4f;
  transfer_palette(plane, everywhere(), std::vector<Tint>(17), 3, 0.5f);
  REQUIRE(plane.at(10, 10)[1] < 0.21f);
}

TEST_CASE("a mask without the pet is no reason to fail") {
  Plane plane = ramp();
  transfer_palette(plane, Plane(64, 64, 1), std::vector<Tint>(17), 3, 0.5f);
  for (const float value : plane.values) REQUIRE(value == value);
}
