#include "paint/beyond_edge.h"

#include <catch2/catch.hpp>

using namespace compositor::paint;

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
  Plane oklab(60, 40, 3), pet(60, 40, 1);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 60; ++x) {
      *pet.at(x, y) = x >= 30 ? 1.0f : 0.0f;
      oklab.at(x, y)[1] = x >= 30 ? 0.1f : -0.1f;
    }
  }
  const Plane spread = spread_colors(oklab, pet, 2);
  REQUIRE(spread.at(50, 20)[1] == Approx(0.1f));
  for (const int x : {28, 20, 5}) REQUIRE(spread.at(x, 20)[1] > 0.08f);
}
