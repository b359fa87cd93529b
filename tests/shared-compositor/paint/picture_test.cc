#include "paint/picture.h"

#include <catch2/catch.hpp>

#include "paint/dice.h"

using namespace compositor::paint;

namespace {

compositor::image::Work alone;

StrokeList crossing_strokes() {
  StrokeList list;
  Dice dice(4);
  for (int i = 0; i < 60; ++i) {
    Stroke stroke;
    stroke.width = dice.between(1, 4);
    stroke.color = {dice.uniform(), dice.around_zero() * 0.1f, dice.around_zero() * 0.1f};
    stroke.seed = dice.next();
    std::vector<Vec2> path{{dice.between(0, 30), dice.between(0, 30)}};
    for (int k = 0; k < 5; ++k) path.push_back({path.back().x + dice.between(-1, 3), path.back().y + dice.between(-1, 3)});
    list.add(stroke, path);
  }
  return list;
}

}  // namespace

TEST_CASE("a picture is premultiplied and empty where nothing was painted") {
  const auto picture = paint_picture(crossing_strokes(), View{5, 0, 0, 0, 5, 0}, {-20, -20, 220, 240}, alone);
  REQUIRE(picture.width == 220);
  bool something = false;
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
    for (std::size_t c = 0; c < 3; ++c) REQUIRE(picture.rgba[i + c] <= picture.rgba[i + 3]);
    something = something || picture.rgba[i + 3] > 200;
  }
  REQUIRE(something);
  REQUIRE(picture.rgba[3] == 0);
}

TEST_CASE("the order in which bands are drawn does not show") {
  const StrokeList list = crossing_strokes();
  const View view{5, 1, 0, -1, 5, 30};
  compositor::image::Work from_the_end([](int count, const std::function<void(int)>& job) {
    for (int i = count; i > 0; --i) job(i - 1);
  });
  REQUIRE(paint_picture(list, view, {0, 0, 190, 233}, alone).rgba == paint_picture(list, view, {0, 0, 190, 233}, from_the_end).rgba);
}

TEST_CASE("small and large pictures of the same strokes look alike") {
  const StrokeList list = crossing_strokes();
  const auto small = paint_picture(list, View{4, 0, 0, 0, 4, 0}, {0, 0, 160, 160}, alone), large = paint_picture(list, View{16, 0, 0, 0, 16, 0}, {0, 0, 640, 640}, alone);
  double off = 0;
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 160; ++x) {
      int sum = 0;
      for (int j = 0; j < 4; ++j) {
        for (int i = 0; i < 4; ++i) sum += large.rgba[4 * static_cast<std::size_t>((4 * y + j) * 640 + 4 * x + i)];
      }
      const int difference = sum / 16 - small.rgba[4 * static_cast<std::size_t>(y * 160 + x)];
      off += difference < 0 ? -difference : difference;
    }
  }
  REQUIRE(off / (160 * 160) < 4);
}

TEST_CASE("no area, no picture") { REQUIRE(paint_picture(crossing_strokes(), View{}, {0, 0, 0, 10}, alone).rgba.empty()); }
