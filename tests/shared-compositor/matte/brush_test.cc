#include "matte/brush.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::matte;

namespace {

constexpr int kWidth = 60, kHeight = 40;

Touch at(const std::vector<Touch>& touched, int x, int y) { return touched[static_cast<std::size_t>(y * kWidth + x)]; }

double distance_to(double x, double y, compositor::Point a, compositor::Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t = square > 0 ? std::min(1.0, std::max(0.0, ((x - a.x) * dx + (y - a.y) * dy) / square)) : 0;
  return std::hypot(x - a.x - t * dx, y - a.y - t * dy);
}

}  // namespace

TEST_CASE("a stroke covers what is within the brush's radius of its line") {
  const compositor::Point a{12, 30}, b{GENERATE(45.0, 12.0, 30.0), GENERATE(8.0, 30.0)};
  const Stroke stroke{true, 5.5, {a, b}};
  const auto touched = draw_strokes(std::span(&stroke, 1), kWidth, kHeight);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const double distance = distance_to(x + 0.5, y + 0.5, a, b);
      if (std::fabs(distance - 5.5) < 1e-9) continue;
      REQUIRE((at(touched, x, y) == Touch::kAdd) == (distance < 5.5));
    }
  }
}

TEST_CASE("the later stroke wins") {
  const Stroke strokes[] = {{true, 8, {{20, 20}}}, {false, 3, {{20, 20}}}, {true, 1, {{20, 20}}}};
  const auto touched = draw_strokes(strokes, kWidth, kHeight);
  REQUIRE(at(touched, 20, 20) == Touch::kAdd);
  REQUIRE(at(touched, 22, 20) == Touch::kErase);
  REQUIRE(at(touched, 26, 20) == Touch::kAdd);
  REQUIRE(at(touched, 40, 20) == Touch::kNone);
}

TEST_CASE("on a stretched grid the brush is higher than wide") {
  const Stroke stroke{true, 6, {{20, 20}}};
  const auto touched = draw_strokes(std::span(&stroke, 1), kWidth, kHeight, 2);
  REQUIRE(at(touched, 25, 20) == Touch::kAdd);
  REQUIRE(at(touched, 27, 20) == Touch::kNone);
  REQUIRE(at(touched, 20, 31) == Touch::kAdd);
  REQUIRE(at(touched, 20, 33) == Touch::kNone);
}

TEST_CASE("strokes beside and beyond the grid do no harm") {
  const Stroke strokes[] = {{true, 4, {{-1e12, 5}, {1e12, 5}}}, {false, 1e9, {}}, {false, 2, {{-50, -50}, {-40, 90}}}};
  const auto touched = draw_strokes(strokes, kWidth, kHeight);
  REQUIRE(at(touched, 0, 5) == Touch::kAdd);
  REQUIRE(at(touched, kWidth - 1, 5) == Touch::kAdd);
  REQUIRE(at(touched, 0, 20) == Touch::kNone);
}
