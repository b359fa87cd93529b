#include "paint/cut_out.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::paint;

namespace {

constexpr int kSize = 200;

// A reddish pet, 72 pixels across from the centre to each side, on green; the oval's radius is 85.
struct Sight {
  Plane oklab{kSize, kSize, 3}, radius{kSize, kSize, 1};

  Sight() {
    for (int y = 0; y < kSize; ++y) {
      for (int x = 0; x < kSize; ++x) {
        const auto dx = static_cast<float>(x - kSize / 2), dy = static_cast<float>(y - kSize / 2);
        const bool pet = std::fabs(dx) < 72;
        oklab.at(x, y)[0] = 0.5f + 0.02f * static_cast<float>((x + y) % 3);
        oklab.at(x, y)[1] = pet ? 0.1f : -0.1f;
        *radius.at(x, y) = std::sqrt(dx * dx + dy * dy) / 85;
      }
    }
  }
};

}  // namespace

TEST_CASE("what has the surroundings' colours is taken away from the edge inwards") {
  const Sight sight;
  const Plane pet = cut_out(sight.oklab, sight.radius, 2);
  REQUIRE(*pet.at(100, 100) == 1);
  REQUIRE(*pet.at(45, 100) == 1);
  REQUIRE(*pet.at(22, 100) == 0);
  REQUIRE(*pet.at(100, 22) == 1);
  REQUIRE(*pet.at(100, 8) == 0);
}

TEST_CASE("the surroundings' colours in the middle of the face stay") {
  Sight sight;
  for (int y = 95; y < 105; ++y) {
    for (int x = 95; x < 105; ++x) sight.oklab.at(x, y)[1] = -0.1f;
  }
  REQUIRE(*cut_out(sight.oklab, sight.radius, 2).at(100, 100) == 1);
}

TEST_CASE("a face that fills the photo stays whole") {
  Sight sight;
  for (float& r : sight.radius.values) r = r < 1 ? r : 2 * kNowhere;
  const Plane pet = cut_out(sight.oklab, sight.radius, 2);
  for (std::size_t i = 0; i < pet.values.size(); ++i) REQUIRE(pet.values[i] == (sight.radius.values[i] < 1 ? 1.0f : 0.0f));
}

TEST_CASE("distances grow from the pet's edge") {
  Plane pet(50, 50, 1);
  for (int y = 0; y < 50; ++y) {
    for (int x = 0; x < 20; ++x) *pet.at(x, y) = 1;
  }
  const Plane distance = distance_outside(pet, 2);
  REQUIRE(*distance.at(10, 25) == -1);
  REQUIRE(*distance.at(20, 25) == Approx(0.25));
  REQUIRE(*distance.at(39, 25) == Approx(9.75));
  REQUIRE(*distance_outside(Plane(5, 5, 1), 2).at(2, 2) > 1000);
}

TEST_CASE("beyond the edge the pet's colours go on") {
  const Sight sight;
  const Plane pet = cut_out(sight.oklab, sight.radius, 2);
  const Plane spread = spread_colors(sight.oklab, pet, 2);
  REQUIRE(spread.at(100, 100)[1] == Approx(0.1f));
  for (const int x : {25, 20, 10}) REQUIRE(spread.at(x, 100)[1] > 0.08f);
}
