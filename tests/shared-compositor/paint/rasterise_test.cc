#include "paint/rasterise.h"

#include <catch2/catch.hpp>

#include "paint/dice.h"

using namespace compositor::paint;
using compositor::image::PixelRect;

namespace {

compositor::image::Work alone;

StrokeList bent_stroke(float width) {
  StrokeList list;
  Stroke stroke;
  stroke.width = width;
  stroke.color = {0.7f, 0.05f, 0.05f};
  stroke.seed = 12345;
  std::vector<Vec2> path;
  for (int i = 0; i <= 20; ++i) path.push_back({5 + static_cast<float>(i), 10 + 0.02f * static_cast<float>(i * i)});
  list.add(stroke, path);
  return list;
}

// Many, of all widths, over each other: most pixels are finished by the topmost ones.
StrokeList crossing_strokes() {
  StrokeList list;
  Dice dice(11);
  for (int i = 0; i < 400; ++i) {
    Stroke stroke;
    stroke.width = dice.between(0.3f, 5);
    stroke.alpha = dice.between(0.3f, 1);
    stroke.color = {dice.uniform(), 0.1f * dice.uniform(), 0.1f * dice.uniform()};
    stroke.seed = dice.next();
    std::vector<Vec2> path{{dice.between(-5, 55), dice.between(-5, 55)}};
    for (int k = 0; k < 5; ++k) path.push_back({path.back().x + dice.between(-4, 6), path.back().y + dice.between(-4, 6)});
    list.add(stroke, path);
  }
  return list;
}

double painted(const Canvas& canvas) {
  double sum = 0;
  for (std::size_t i = 3; i < canvas.color.values.size(); i += 4) sum += canvas.color.values[i];
  return sum;
}

}  // namespace

TEST_CASE("a stroke paints its path and leaves the rest bare") {
  Canvas canvas({0, 0, 120, 120});
  rasterise(bent_stroke(4), 0, View{4, 0, 0, 0, 4, 0}, as_oklab, canvas, alone);
  REQUIRE(canvas.color.at(50, 45)[3] > 0.5f);
  REQUIRE(canvas.color.at(50, 45)[0] / canvas.color.at(50, 45)[3] == Approx(0.7).margin(0.1));
  REQUIRE(canvas.color.at(50, 90)[3] == 0);
  REQUIRE(canvas.color.at(3, 40)[3] == 0);
  REQUIRE(*canvas.height.at(50, 45) > 0.05f);
}

TEST_CASE("drawn in bands a stroke is the same to the last bit") {
  const StrokeList list = bent_stroke(5);
  const View view{6, 1, 3, -1, 6, 20};
  Canvas whole({2, 3, 150, 130});
  rasterise(list, 0, view, as_srgb, whole, alone);
  REQUIRE(painted(whole) > 500);
  for (int top = 0; top < 130; top += 37) {
    Canvas band({2, 3 + top, 150, std::min(37, 130 - top)});
    rasterise(list, 0, view, as_srgb, band, alone);
    REQUIRE(std::equal(band.color.values.begin(), band.color.values.end(), whole.color.at(0, top)));
    REQUIRE(std::equal(band.height.values.begin(), band.height.values.end(), whole.height.at(0, top)));
  }
}

TEST_CASE("a pixel does not depend on how the area is cut") {
  const StrokeList list = crossing_strokes();
  const View view{4, -1, 3, 1, 4, -2};
  const PixelRect area{-7, 5, 200, 190};
  Canvas whole(area);
  rasterise(list, 0, view, as_srgb, whole, alone);
  REQUIRE(painted(whole) > 0.5 * 200 * 190);
  Dice dice(3);
  for (int i = 0; i < 40; ++i) {
    const int left = static_cast<int>(dice.next() % 190), top = static_cast<int>(dice.next() % 180);
    const int width = 1 + static_cast<int>(dice.next() % static_cast<unsigned>(200 - left)), height = 1 + static_cast<int>(dice.next() % static_cast<unsigned>(190 - top));
    Canvas part({area.x + left, area.y + top, width, height});
    rasterise(list, 0, view, as_srgb, part, alone);
    for (int y = 0; y < height; ++y) {
      REQUIRE(std::equal(part.color.at(0, y), part.color.at(0, y) + 4 * width, whole.color.at(left, top + y)));
      REQUIRE(std::equal(part.height.at(0, y), part.height.at(0, y) + width, whole.height.at(left, top + y)));
      REQUIRE(std::equal(part.below.at(0, y), part.below.at(0, y) + width, whole.below.at(left, top + y)));
    }
  }
}

TEST_CASE("a stroke covers the same share of a small and of a large picture") {
  const StrokeList list = bent_stroke(3);
  const auto share = [&](float scale) {
    Canvas canvas({0, 0, static_cast<int>(40 * scale), static_cast<int>(40 * scale)});
    rasterise(list, 0, View{scale, 0, 0, 0, scale, 0}, as_srgb, canvas, alone);
    return painted(canvas) / (40.0 * 40 * static_cast<double>(scale * scale));
  };
  const double large = share(14);
  REQUIRE(share(5) == Approx(large).epsilon(0.08));
  REQUIRE(share(2.5f) == Approx(large).epsilon(0.15));
}

TEST_CASE("a stroke thinner than a pixel is faint, not gone") {
  Canvas canvas({0, 0, 40, 40});
  rasterise(bent_stroke(0.2f), 0, View{1, 0, 0, 0, 1, 0}, as_oklab, canvas, alone);
  REQUIRE(painted(canvas) > 0.5);
  REQUIRE(painted(canvas) < 8);
}

TEST_CASE("strokes outside the canvas and without length are skipped") {
  StrokeList list = bent_stroke(4);
  list.add(list.strokes.front(), std::vector<Vec2>{{5, 5}});
  list.add(list.strokes.front(), std::vector<Vec2>{{5, 5}, {5, 5}});
  Canvas canvas({500, 500, 30, 30});
  rasterise(list, 0, View{4, 0, 0, 0, 4, 0}, as_oklab, canvas, alone);
  REQUIRE(painted(canvas) == 0);
}
