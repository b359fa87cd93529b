#include "paint/outline.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::paint;

namespace {

Plane discs(std::initializer_list<Vec2> centres, float radius) {
  Plane plane(120, 80, 1);
  for (int y = 0; y < plane.height; ++y) {
    for (int x = 0; x < plane.width; ++x) {
      for (const Vec2& centre : centres) {
        const float dx = static_cast<float>(x) + 0.5f - centre.x, dy = static_cast<float>(y) + 0.5f - centre.y;
        if (dx * dx + dy * dy < radius * radius) *plane.at(x, y) = 1;
      }
    }
  }
  return plane;
}

}  // namespace

TEST_CASE("an outline runs around the shape, clockwise, in even steps") {
  const auto outlines = outlines_of(discs({{40, 40}}, 30), 2, 1);
  REQUIRE(outlines.size() == 1);
  const auto& points = outlines[0];
  REQUIRE(points.size() > 80);
  REQUIRE(points.size() < 105);
  float area = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Vec2 &a = points[i], &b = points[(i + 1) % points.size()];
    REQUIRE(std::hypot(a.x - 20, a.y - 20) == Approx(14.6f).margin(0.5));
    if (i + 1 < points.size()) REQUIRE(std::hypot(a.x - b.x, a.y - b.y) < 1.01f);
    area += a.x * b.y - b.x * a.y;
  }
  REQUIRE(area > 0);  // y points down
}

TEST_CASE("every part has its outline, crumbs and holes have none") {
  Plane plane = discs({{30, 40}, {90, 40}}, 20);
  *plane.at(30, 40) = 0;
  *plane.at(60, 5) = 1;
  REQUIRE(outlines_of(plane, 2, 1).size() == 2);
}

TEST_CASE("lines, pixels at the border and an empty plane end, too") {
  Plane line(40, 5, 1);
  for (int x = 0; x < 40; ++x) *line.at(x, 2) = 1;
  REQUIRE(outlines_of(line, 1, 1).size() == 1);
  Plane all(9, 9, 1);
  for (float& v : all.values) v = 1;
  REQUIRE(outlines_of(all, 1, 1).size() == 1);
  REQUIRE(outlines_of(Plane(9, 9, 1), 1, 1).empty());
}
