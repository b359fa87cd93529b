#include "limbs.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

using compositor::paint::Oklab;
using compositor::paint::StrokeList;
using scene_builder::Joint;
using scene_builder::Limb;
using scene_builder::LimbGroup;
using scene_builder::paint_limbs;

namespace {

constexpr Oklab kLight{0.8f, 0, 0}, kDark{0.2f, 0, 0}, kBlack{0, 0, 0};

// Straight down from (50, 10) to (50, 90).
Limb arm(double width, double brush) { return {{kLight, kDark}, {{{50, 10}, width}, {{50, 50}, width}, {{50, 90}, width}}, brush}; }

struct Bounds {
  float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
};

// What the middle lines of strokes cover, each widened by half the stroke.
Bounds bounds_of(const StrokeList& list) {
  Bounds bounds;
  for (const auto& stroke : list.strokes) {
    for (const auto& point : list.path(stroke)) {
      bounds.left = std::min(bounds.left, point.x - stroke.width / 2), bounds.right = std::max(bounds.right, point.x + stroke.width / 2);
      bounds.top = std::min(bounds.top, point.y), bounds.bottom = std::max(bounds.bottom, point.y);
    }
  }
  return bounds;
}

bool same(const StrokeList& a, const StrokeList& b) {
  const auto equal = [](const auto& s, const auto& t) { return s.width == t.width && s.seed == t.seed && s.color.lightness == t.color.lightness && s.count == t.count; };
  return std::equal(a.strokes.begin(), a.strokes.end(), b.strokes.begin(), b.strokes.end(), equal) &&
         std::equal(a.points.begin(), a.points.end(), b.points.begin(), b.points.end(), [](auto p, auto q) { return p.x == q.x && p.y == q.y; });
}

}  // namespace

TEST_CASE("a limb's strokes fill it, from end to end and from side to side") {
  const Bounds bounds = bounds_of(paint_limbs({{kBlack, 0, {arm(20, 4)}}}, 1, 7));
  REQUIRE(bounds.top == Approx(10).margin(0.5));
  REQUIRE(bounds.bottom == Approx(90).margin(0.5));
  REQUIRE(bounds.left == Approx(40).margin(2.5));
  REQUIRE(bounds.right == Approx(60).margin(2.5));
}

TEST_CASE("tones go from a limb's left side to its right side, seen along it") {
  const StrokeList list = paint_limbs({{kBlack, 0, {arm(20, 4)}}}, 1, 7);
  double left = 0, right = 0;
  int lefts = 0, rights = 0;
  for (const auto& stroke : list.strokes) {
    const float x = list.path(stroke)[0].x;
    // Whoever looks down the picture has its right side on the left hand.
    if (x > 53) left += static_cast<double>(stroke.color.lightness), ++lefts;
    if (x < 47) right += static_cast<double>(stroke.color.lightness), ++rights;
  }
  REQUIRE(lefts > 0);
  REQUIRE(rights > 0);
  REQUIRE(left / lefts > right / rights + 0.2);
}

TEST_CASE("the dark line lies under all limbs of its group and shows beside them") {
  const LimbGroup without{kBlack, 0, {arm(20, 4), arm(8, 4)}}, with{kBlack, 2, {arm(20, 4), arm(8, 4)}};
  const StrokeList plain = paint_limbs({without}, 1, 7), lined = paint_limbs({with}, 1, 7);
  const auto dark = [](const auto& stroke) { return stroke.color.lightness < 0.1f; };
  REQUIRE(std::none_of(plain.strokes.begin(), plain.strokes.end(), dark));
  const auto first_light = std::find_if_not(lined.strokes.begin(), lined.strokes.end(), dark);
  REQUIRE(first_light != lined.strokes.begin());
  REQUIRE(std::none_of(first_light, lined.strokes.end(), dark));
  REQUIRE(bounds_of(lined).left < bounds_of(plain).left - 1);
  REQUIRE(bounds_of(lined).right > bounds_of(plain).right + 1);
}

TEST_CASE("a thinner brush takes more pulls, and none is wider than its limb") {
  const StrokeList broad = paint_limbs({{kBlack, 0, {arm(12, 4)}}}, 1, 7), thin = paint_limbs({{kBlack, 0, {arm(12, 1)}}}, 1, 7);
  REQUIRE(thin.strokes.size() > 2 * broad.strokes.size());
  for (const auto& stroke : thin.strokes) REQUIRE(stroke.width < 12);
}

TEST_CASE("the same seed is the same painting, another seed another one, units only scale it") {
  const std::vector<LimbGroup> groups = {{kBlack, 1, {arm(10, 2)}}};
  REQUIRE(same(paint_limbs(groups, 1, 7), paint_limbs(groups, 1, 7)));
  REQUIRE_FALSE(same(paint_limbs(groups, 1, 7), paint_limbs(groups, 1, 8)));
  const Bounds one = bounds_of(paint_limbs(groups, 1, 7)), two = bounds_of(paint_limbs(groups, 2, 7));
  REQUIRE(two.bottom == Approx(one.bottom / 2).margin(0.3));
  REQUIRE(two.left == Approx(one.left / 2).margin(0.6));
}

TEST_CASE("limbs without width, joints on one place and no limbs at all do no harm") {
  REQUIRE(paint_limbs({}, 1, 7).strokes.empty());
  REQUIRE(paint_limbs({{kBlack, 1, {}}}, 1, 7).strokes.empty());
  for (const Limb& limb : {arm(0, 2), Limb{{kLight}, {{{5, 5}, 3}, {{5, 5}, 3}}, 2}, Limb{{kLight}, {{{5, 5}, 0}, {{5, 5}, 0}}, 1e-3}}) {
    const StrokeList list = paint_limbs({{kBlack, 0, {limb}}}, 1, 7);
    for (const auto& stroke : list.strokes) REQUIRE(std::isfinite(stroke.width));
    for (const auto& point : list.points) REQUIRE((std::isfinite(point.x) && std::isfinite(point.y)));
  }
}
