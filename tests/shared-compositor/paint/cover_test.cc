#include "paint/cover.h"

#include <catch2/catch.hpp>

#include "paint/reduced.h"

using namespace compositor::paint;
using compositor::Image;
using compositor::image::PixelRect;

namespace {

constexpr PixelRect kArea{10, 5, 90, 80};
constexpr PixelRect kPlace{40, 20, 30, 50};

// Opaque but for its outermost pixels.
Image hand() {
  Image picture{kPlace.width, kPlace.height, std::vector<std::uint8_t>(4 * static_cast<std::size_t>(kPlace.width * kPlace.height), 100)};
  for (int y = 1; y + 1 < kPlace.height; ++y) {
    for (int x = 1; x + 1 < kPlace.width; ++x) picture.rgba[static_cast<std::size_t>(4 * (y * kPlace.width + x) + 3)] = 255;
  }
  return picture;
}

StrokeList coat() {
  StrokeList list;
  for (int i = 0; i < 24; ++i) {
    const float y = 2.0f * static_cast<float>(i);
    Stroke stroke;
    stroke.width = 3;
    stroke.color = {0.3f + 0.02f * static_cast<float>(i), 0.05f, 0.02f};
    stroke.seed = static_cast<std::uint32_t>(7 * i);
    const Vec2 path[] = {{2, y}, {18, y + 3}, {38, y}};
    list.add(stroke, path);
  }
  return list;
}

}  // namespace

TEST_CASE("what is seen beside a cover is the same, what is well under it stays bare") {
  const Image picture = hand();
  const Cover cover{picture, kPlace};
  for (const float scale : {2.5f, 6.0f, 14.0f}) {
    compositor::image::Work work;
    const View view{scale, 0, 0, 0, scale, 0};
    const Image whole = paint_reduced(coat(), view, kArea, 4.5f, work), spared = paint_reduced(coat(), view, kArea, 4.5f, work, kPaintingRelief, &cover);
    int bare = 0;
    for (int y = 0; y < kArea.height; ++y) {
      for (int x = 0; x < kArea.width; ++x) {
        const auto at = static_cast<std::size_t>(4 * (y * kArea.width + x));
        const int under_x = x + kArea.x - kPlace.x, under_y = y + kArea.y - kPlace.y;
        const bool covered = under_x >= 1 && under_y >= 1 && under_x + 1 < kPlace.width && under_y + 1 < kPlace.height;
        if (!covered) REQUIRE(std::equal(&whole.rgba[at], &whole.rgba[at] + 4, &spared.rgba[at]));
        if (whole.rgba[at + 3] > 0 && spared.rgba[at + 3] == 0) ++bare;
      }
    }
    REQUIRE(bare > 200);
  }
}
