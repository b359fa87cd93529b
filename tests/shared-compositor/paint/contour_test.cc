#include "paint/contour.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::paint;

TEST_CASE("a contour is dark, broken and just outside the shape") {
  std::vector<Vec2> circle;
  for (int i = 0; i < 360; ++i) {
    const double angle = i * 3.14159265 / 180;
    circle.push_back({static_cast<float>(40 * std::cos(angle)), static_cast<float>(40 * std::sin(angle))});
  }
  Dice dice(1);
  StrokeList list;
  add_contour(circle, dice, list);
  REQUIRE(list.strokes.size() > 15);
  for (const Stroke& stroke : list.strokes) {
    REQUIRE(stroke.color.lightness < 0.35f);
    for (const Vec2& point : list.path(stroke)) {
      const float radius = std::sqrt(point.x * point.x + point.y * point.y);
      REQUIRE(radius > 40);
      REQUIRE(radius < 41.5f);
    }
  }
}

TEST_CASE("a shape without an outline has no contour") {
  Dice dice(1);
  StrokeList list;
  add_contour({}, dice, list);
  REQUIRE(list.strokes.empty());
}
