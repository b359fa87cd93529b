#include "paint/flow.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::paint;

namespace {

// Stripes that run along (x, y), a unit vector.
Plane stripes(float x, float y) {
  Plane plane(80, 80, 3);
  for (int j = 0; j < 80; ++j) {
    for (int i = 0; i < 80; ++i) {
      const float across = -y * static_cast<float>(i) + x * static_cast<float>(j);
      plane.at(i, j)[0] = 0.5f + 0.3f * std::sin(across * 0.5f);
    }
  }
  return plane;
}

}  // namespace

TEST_CASE("strokes run along stripes, whatever their direction") {
  for (int degrees = 0; degrees < 180; degrees += 15) {
    INFO(degrees);
    const float x = std::cos(static_cast<float>(degrees) * 0.0174533f), y = std::sin(static_cast<float>(degrees) * 0.0174533f);
    const Plane flow = make_flow(stripes(x, y), nullptr, {1, 3, 2});
    const Vec2 way = direction_at(flow, 40, 40);
    REQUIRE(std::fabs(way.x * x + way.y * y) > 0.99f);
  }
}

TEST_CASE("a plane without edges still has directions of length one") {
  const Plane flow = make_flow(Plane(30, 30, 3), nullptr, {1, 3, 2});
  for (int i = 0; i < 30; ++i) {
    const Vec2 way = direction_at(flow, static_cast<float>(i), 10);
    REQUIRE(way.x * way.x + way.y * way.y == Approx(1).epsilon(1e-4));
  }
}
