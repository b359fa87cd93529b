#include "ops/eye_fix.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"

using compositor::Eye;
using compositor::Image;
using namespace compositor::ops;

namespace {

void draw_disc(Image& image, double x, double y, double radius, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  for (int py = 0; py < image.height; ++py) {
    for (int px = 0; px < image.width; ++px) {
      if ((px - x) * (px - x) + (py - y) * (py - y) > radius * radius) continue;
      std::uint8_t* to = &image.rgba[4 * (static_cast<std::size_t>(py) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(px))];
      to[0] = red, to[1] = green, to[2] = blue;
    }
  }
}

// Fur, a dark iris, a flash-lit pupil at (130, 92) with radius 7.
Image flash_lit() {
  Image image = fixtures::flat(400, 300, 190, 130, 70);
  draw_disc(image, 130, 92, 14, 40, 25, 15);
  draw_disc(image, 130, 92, 7, 235, 245, 200);
  return image;
}

int brightness(const EyeFix& fix, double x, double y) {
  std::uint8_t rgb[3] = {200, 200, 200};
  fix.apply(x, y, rgb);
  return (rgb[0] + rgb[1] + rgb[2]) / 3;
}

// Light from the top left.
EyeFix fix_at(const Image& image, double x, double y, double radius_px) {
  Pyramid photo(image);
  return {photo, {Eye{(x + 0.5) / image.width, (y + 0.5) / image.height, radius_px / image.width}}, -0.67, -0.74};
}

}  // namespace

TEST_CASE("a flash-lit pupil is found though it was tapped beside its middle") {
  for (const double radius : {12.0, 18.0, 24.0}) {
    const EyeFix fix = fix_at(flash_lit(), 133, 90, radius);
    REQUIRE(fix.pupils().size() == 1);
    REQUIRE(fix.pupils()[0].x == Approx(130).margin(1));
    REQUIRE(fix.pupils()[0].y == Approx(92).margin(1));
    REQUIRE(fix.pupils()[0].radius > 7);
    REQUIRE(fix.pupils()[0].radius < 14);
  }
}

TEST_CASE("a pupil is dark, has a highlight at the top left, and ends softly") {
  const EyeFix fix = fix_at(flash_lit(), 130, 92, 16);
  const double radius = fix.pupils()[0].radius;
  REQUIRE(brightness(fix, 130, 92 + 0.5 * radius) < 40);
  REQUIRE(brightness(fix, 130 - 0.30 * radius, 92 - 0.33 * radius) > 200);
  const int rim = brightness(fix, 130 + radius, 92);
  REQUIRE(rim > 40);
  REQUIRE(rim < 190);
  REQUIRE(brightness(fix, 130 + 1.2 * radius, 92) == 200);
}

TEST_CASE("where no blob can be found the pupil is put where it was tapped") {
  const EyeFix fix = fix_at(fixtures::flat(400, 300, 120, 110, 100), 50, 60, 20);
  REQUIRE(fix.pupils()[0].x == Approx(50));
  REQUIRE(fix.pupils()[0].y == Approx(60));
  REQUIRE(fix.pupils()[0].radius == Approx(10));
  REQUIRE(brightness(fix, 50, 65) < 40);
}

TEST_CASE("the same eye is found in a photo four times as large") {
  Image large = fixtures::flat(1600, 1200, 190, 130, 70);
  draw_disc(large, 521.5, 369.5, 56, 40, 25, 15);
  draw_disc(large, 521.5, 369.5, 28, 235, 245, 200);
  const Pupil small = fix_at(flash_lit(), 132, 93, 16).pupils()[0], four = fix_at(large, 4 * 132 + 1.5, 4 * 93 + 1.5, 64).pupils()[0];
  REQUIRE(four.x == Approx(4 * small.x + 1.5).margin(4));
  REQUIRE(four.y == Approx(4 * small.y + 1.5).margin(4));
  REQUIRE(four.radius == Approx(4 * small.radius).epsilon(0.1));
}

TEST_CASE("an eye at the photo's corner is fixed like any other") {
  const Image image = fixtures::photo(80, 64);
  for (const double x : {0.0, 1.0}) {
    for (const double y : {0.0, 1.0}) {
      Pyramid photo(image);
      const EyeFix fix(photo, {Eye{x, y, 0.2}}, -0.67, -0.74);
      REQUIRE(fix.pupils()[0].radius > 0);
      REQUIRE(fix.pupils()[0].radius <= 16);
    }
  }
}

TEST_CASE("without eyes nothing changes") {
  std::uint8_t rgb[3] = {1, 2, 3};
  EyeFix().apply(0, 0, rgb);
  REQUIRE(static_cast<int>(rgb[2]) == 3);
}
