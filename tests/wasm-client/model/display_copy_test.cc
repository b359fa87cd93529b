#include "model/display_copy.h"

#include <catch2/catch.hpp>

namespace {
compositor::Image stripes(int width, int height) {
  compositor::Image image{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::uint8_t shade = x % 2 ? 200 : 100;
      image.rgba.insert(image.rgba.end(), {shade, shade, shade, 255});
    }
  }
  return image;
}
}  // namespace

TEST_CASE("a photo that fits is copied as it is") {
  const auto photo = stripes(40, 30);
  REQUIRE(model::display_copy(photo, 40).rgba == photo.rgba);
}

TEST_CASE("a larger photo is averaged down by a whole factor") {
  const auto small = model::display_copy(stripes(100, 60), 50);
  REQUIRE(small.width == 50);
  REQUIRE(small.height == 30);
  REQUIRE(small.rgba[0] == 150);
  REQUIRE(small.rgba[3] == 255);
}

TEST_CASE("a photo thinner than the factor is left whole") {
  const auto thin = model::display_copy(stripes(101, 1), 50);
  REQUIRE(thin.width == 101);
  REQUIRE(thin.rgba.size() == 4 * thin.pixel_count());
}
