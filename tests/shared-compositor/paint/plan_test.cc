#include "paint/plan.h"

#include <catch2/catch.hpp>

#include "paint/rasterise.h"
#include "paint/trace.h"

using namespace compositor::paint;

namespace {

compositor::image::Work alone;

// A light disc on a dark ground, in stripes.
Reference disc() {
  Reference reference;
  reference.pixels_per_unit = 4;
  reference.oklab = Plane(160, 160, 3);
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 160; ++x) {
      const bool inside = (x - 80) * (x - 80) + (y - 80) * (y - 80) < 50 * 50;
      float* to = reference.oklab.at(x, y);
      to[0] = (inside ? 0.75f : 0.25f) + (x / 8 % 2 == 0 ? 0.02f : 0.0f);
      to[1] = inside ? 0.05f : -0.02f;
    }
  }
  return reference;
}

Canvas shown(const StrokeList& list) {
  Canvas canvas({0, 0, 160, 160});
  rasterise(list, 0, View{4, 0, 0, 0, 4, 0}, as_oklab, canvas, alone);
  return canvas;
}

}  // namespace

TEST_CASE("planned strokes paint what the painter looked at") {
  const Reference reference = disc();
  StrokeList list;
  plan_strokes(reference, backdrop_layers(), {.flow = {0.5f, 1.6f, 0.6f}}, list, alone);
  const Canvas canvas = shown(list);
  double wrong = 0;
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 160; ++x) {
      const float *have = canvas.color.at(x, y), *want = reference.oklab.at(x, y);
      REQUIRE(have[3] > 0.5f);
      wrong += static_cast<double>(difference({have[0] / have[3], have[1] / have[3], have[2] / have[3]}, {want[0], want[1], want[2]}));
    }
  }
  REQUIRE(wrong / (160 * 160) < 0.05);
}

TEST_CASE("a sheet too small for any stroke is still painted with the broadest") {
  Reference tiny = disc();
  tiny.pixels_per_unit = 0.2f;
  StrokeList list;
  plan_strokes(tiny, pet_layers(), {.flow = {0.3f, 0.9f, 0.6f}}, list, alone);
  REQUIRE(list.strokes.size() > 100);
}

TEST_CASE("strokes come coarse to fine, fewer where nothing is left to correct") {
  StrokeList list;
  Reference flat = disc();
  for (std::size_t i = 0; i < flat.oklab.values.size(); ++i) flat.oklab.values[i] = i % 3 == 0 ? 0.5f : 0.0f;
  plan_strokes(flat, backdrop_layers(), {}, list, alone);
  StrokeList detailed;
  plan_strokes(disc(), backdrop_layers(), {}, detailed, alone);
  REQUIRE(detailed.strokes.size() > 1.2 * static_cast<double>(list.strokes.size()));
  REQUIRE(detailed.strokes.front().width > 5);
  REQUIRE(detailed.strokes.back().width < 2);
}

TEST_CASE("strokes overshoot the edge only as far as they may") {
  Reference reference = disc();
  reference.outside = Plane(160, 160, 1);
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 160; ++x) *reference.outside.at(x, y) = static_cast<float>(x - 80) / 4;
  }
  StrokeList list;
  plan_strokes(reference, pet_layers(), {.flow = {0.3f, 0.9f, 0.6f}, .overshoot = 1}, list, alone);
  REQUIRE(list.strokes.size() > 100);
  bool overshot = false;
  for (const Stroke& stroke : list.strokes) {
    if (list.path(stroke).size() < 4) continue;  // dabs are laid whole
    for (const Vec2& point : list.path(stroke)) {
      overshot = overshot || point.x > 20.5f;
      REQUIRE(point.x < 20 + 0.15f + 2.2f / 0.5f + 1);
    }
  }
  REQUIRE(overshot);
}

TEST_CASE("the same seed plans the same strokes") {
  StrokeList one, other;
  plan_strokes(disc(), pet_layers(), {.flow = {0.3f, 0.9f, 0.6f}, .seed = 9}, one, alone);
  plan_strokes(disc(), pet_layers(), {.flow = {0.3f, 0.9f, 0.6f}, .seed = 9}, other, alone);
  REQUIRE(one.points.size() == other.points.size());
  for (std::size_t i = 0; i < one.points.size(); ++i) {
    REQUIRE(one.points[i].x == other.points[i].x);
    REQUIRE(one.points[i].y == other.points[i].y);
  }
}

TEST_CASE("a traced stroke follows the flow and ends where the colour changes") {
  const Reference reference = disc();
  Plane flow(160, 160, 2), error(160, 160, 1);
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 160; ++x) flow.at(x, y)[0] = 1, *error.at(x, y) = 2;
  }
  Dice dice(3);
  const Layer layer{1, 1, 0, 1, 2, 200, 0, 0};
  const auto path = trace_stroke({reference, reference.oklab, flow, error}, layer, {80, 80}, 0, dice);
  REQUIRE(path.size() > 10);
  for (const Vec2& point : path) {
    REQUIRE(point.y == Approx(80).margin(0.01));
    REQUIRE(point.x > 28);
    REQUIRE(point.x < 132);
  }
}
