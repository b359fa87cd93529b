#include <catch2/catch.hpp>
#include <cmath>

#include "fixtures/pictures.h"
#include "image/fixed_point.h"
#include "ops/bicubic.h"
#include "ops/bicubic_sample.h"
#include "ops/blend.h"
#include "ops/blur.h"
#include "ops/flatten.h"
#include "ops/fringe.h"
#include "ops/mask.h"
#include "ops/orient.h"
#include "ops/pyramid.h"
#include "ops/resample.h"
#include "ops/tone.h"

namespace ops = compositor::ops;
using compositor::Image;
using compositor::image::to_position;

namespace {

std::uint64_t squared(double radius) { return static_cast<std::uint64_t>(radius * radius * 4294967296.0); }

}  // namespace

TEST_CASE("bicubic weights add up to one everywhere") {
  for (const auto& row : ops::bicubic_table()) REQUIRE(row[0] + row[1] + row[2] + row[3] == 1 << ops::kWeightBits);
  REQUIRE(ops::bicubic_table()[0][1] == 1 << ops::kWeightBits);
  REQUIRE(ops::bicubic_table()[128][1] == ops::bicubic_table()[128][2]);
}

TEST_CASE("resampling one to one is the identity") {
  const Image image = fixtures::photo(70, 50);
  const compositor::image::AxisMap same{0, to_position(1)};
  REQUIRE(ops::resample(image, same, same, {0, 0, 70, 50}).rgba == image.rgba);
}

TEST_CASE("a part of a resampled picture equals that part of the whole") {
  const Image image = fixtures::photo(70, 50);
  const compositor::image::AxisMap across{to_position(-0.3), to_position(0.37)}, down{to_position(0.2), to_position(0.41)};
  const Image whole = ops::resample(image, across, down, {0, 0, 180, 120});
  const Image part = ops::resample(image, across, down, {33, 21, 50, 40});
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 200; ++x) {
      REQUIRE(part.rgba[static_cast<std::size_t>(y * 200 + x)] == whole.rgba[static_cast<std::size_t>(((y + 21) * 180 + 33) * 4 + x)]);
    }
  }
}

TEST_CASE("free sampling agrees with resampling") {
  const Image image = fixtures::photo(70, 50);
  const compositor::image::AxisMap across{to_position(3.3), to_position(0.37)}, down{to_position(2.2), to_position(0.41)};
  const Image resampled = ops::resample(image, across, down, {0, 0, 100, 80});
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 100; ++x) {
      std::uint8_t rgb[3];
      ops::sample_bicubic(image, across.origin + x * across.step, down.origin + y * down.step, rgb);
      for (int c = 0; c < 3; ++c) REQUIRE(std::abs(rgb[c] - resampled.rgba[static_cast<std::size_t>(4 * (y * 100 + x) + c)]) <= 1);
    }
  }
}

TEST_CASE("sampling far outside gives the edge") {
  const Image image = fixtures::flat(64, 64, 9, 8, 7);
  std::uint8_t rgb[3];
  ops::sample_bicubic(image, to_position(-5000), to_position(90000), rgb);
  REQUIRE(static_cast<int>(rgb[0]) == 9);
  REQUIRE(static_cast<int>(rgb[2]) == 7);
}

TEST_CASE("halving averages, and odd sizes round up") {
  Image image{3, 1, {10, 0, 0, 255, 20, 0, 0, 255, 99, 0, 0, 255}};
  const Image half = ops::halve(image);
  REQUIRE(half.width == 2);
  REQUIRE(half.height == 1);
  REQUIRE(static_cast<int>(half.rgba[0]) == 15);
  REQUIRE(static_cast<int>(half.rgba[4]) == 99);
}

TEST_CASE("the pyramid's level leaves between 0.7 and 1.4 pixels a step") {
  const Image image = fixtures::flat(1024, 1024, 0, 0, 0);
  const ops::Pyramid pyramid(image);
  REQUIRE(pyramid.level_for_step(to_position(0.1)) == 0);
  REQUIRE(pyramid.level_for_step(to_position(1.39)) == 0);
  REQUIRE(pyramid.level_for_step(to_position(1.41)) == 1);
  REQUIRE(pyramid.level_for_step(to_position(5)) == 2);
  REQUIRE(pyramid.level_for_step(to_position(1e6)) == 7);  // 8 pixels are left
}

TEST_CASE("the pet is opaque inside, gone outside, and fades without a step") {
  REQUIRE(ops::pet_opacity(0) == 255);
  REQUIRE(ops::pet_opacity(squared(0.85)) == 255);
  REQUIRE(ops::pet_opacity(squared(1.1)) == 0);
  REQUIRE(ops::pet_opacity(squared(16)) == 0);
  int last = 255;
  for (double radius = 0.8; radius < 1.1; radius += 0.0005) {
    const int opacity = ops::pet_opacity(squared(radius));
    REQUIRE(opacity <= last);
    REQUIRE(last - opacity <= 4);
    last = opacity;
  }
}

TEST_CASE("the fringe moves the edge by a tenth of the radius at most, and nothing far from it") {
  for (double y = -1.3; y <= 1.3; y += 0.01) {
    for (double x = -1.3; x <= 1.3; x += 0.01) {
      const auto qx = static_cast<std::int64_t>(x * 65536), qy = static_cast<std::int64_t>(y * 65536);
      const auto true_square = static_cast<std::uint64_t>(qx * qx + qy * qy);
      const double radius = std::sqrt(static_cast<double>(true_square) / 4294967296.0);
      const double fringed = std::sqrt(static_cast<double>(ops::fringed_radius(qx, qy, true_square)) / 4294967296.0);
      REQUIRE(std::abs(fringed - radius) < 0.1 * radius + 1e-9);
      if (radius < 0.77 || radius > 1.19) REQUIRE(fringed == radius);
    }
  }
}

TEST_CASE("the fringe has strands") {
  int inside = 0, changes = 0;
  bool last = false;
  for (int degree = 0; degree < 3600; ++degree) {
    const double angle = degree * 3.14159265358979 / 1800;
    const auto x = static_cast<std::int64_t>(std::cos(angle) * 65536), y = static_cast<std::int64_t>(std::sin(angle) * 65536);
    const bool now = ops::pet_opacity(ops::fringed_radius(x, y, static_cast<std::uint64_t>(x * x + y * y))) > 127;
    inside += now;
    changes += now != last;
    last = now;
  }
  REQUIRE(inside > 300);
  REQUIRE(inside < 3000);
  REQUIRE(changes > 40);
}

TEST_CASE("alpha is blended onto white, and premultiplied") {
  Image image{1, 1, {100, 0, 255, 128}};
  Image white = image;
  ops::flatten_onto_white(white);
  REQUIRE(white.rgba == std::vector<std::uint8_t>{177, 127, 255, 255});
  ops::premultiply(image);
  REQUIRE(image.rgba == std::vector<std::uint8_t>{50, 0, 128, 128});
}

TEST_CASE("source-over keeps the backdrop where the source is clear and replaces it where opaque") {
  Image backdrop = fixtures::flat(4, 1, 10, 20, 30);
  const Image source{2, 1, {0, 0, 0, 0, 200, 100, 50, 255}};
  ops::blend_over(backdrop, source, 1, 0);
  REQUIRE(static_cast<int>(backdrop.rgba[4]) == 10);
  REQUIRE(static_cast<int>(backdrop.rgba[8]) == 200);
  REQUIRE(static_cast<int>(backdrop.rgba[12]) == 10);
  REQUIRE(static_cast<int>(backdrop.rgba[11]) == 255);
}

TEST_CASE("blurring alpha spreads it and keeps its sum") {
  Image image = fixtures::flat(41, 41, 1, 2, 3, 0);
  for (int y = 15; y < 26; ++y) {
    for (int x = 15; x < 26; ++x) image.rgba[static_cast<std::size_t>(4 * (y * 41 + x) + 3)] = 255;
  }
  ops::blur_alpha(image, 2);
  int sum = 0;
  for (std::size_t i = 3; i < image.rgba.size(); i += 4) sum += image.rgba[i];
  REQUIRE(sum == Approx(121 * 255).epsilon(0.01));
  REQUIRE(static_cast<int>(image.rgba[static_cast<std::size_t>(4 * (20 * 41 + 12) + 3)]) > 0);
  REQUIRE(static_cast<int>(image.rgba[0]) == 1);
}

TEST_CASE("tone leaves a pet alone when the painting has no palette") {
  ops::Tone::Histogram histogram{};
  histogram[100] = 50;
  std::uint8_t rgb[3] = {10, 200, 90};
  ops::Tone({}, histogram, 0.5).apply(rgb);
  REQUIRE(static_cast<int>(rgb[1]) == 200);
}

TEST_CASE("tone keeps a pet's colour or takes the painting's, as it is told") {
  ops::Tone::Histogram histogram{};
  for (std::size_t i = 40; i < 220; ++i) histogram[i] = 10;
  const auto redness = [&](double strength) {
    std::uint8_t rgb[3] = {100, 120, 160};
    ops::Tone({{-20, 20}, {-20, 20}}, histogram, strength).apply(rgb);
    return rgb[0] - rgb[2];
  };
  REQUIRE(redness(0) < -40);
  REQUIRE(redness(1) > 40);
}

TEST_CASE("tone keeps the order of brightness") {
  ops::Tone::Histogram histogram{};
  for (std::size_t i = 40; i < 220; ++i) histogram[i] = 10;
  const ops::Tone tone({{0, 0}, {-20, 20}}, histogram, 0.5);
  int last = -1;
  for (int grey = 0; grey < 256; ++grey) {
    const auto value = static_cast<std::uint8_t>(grey);
    std::uint8_t rgb[3] = {value, value, value};
    tone.apply(rgb);
    const int brightness = ops::Tone::brightness_of(rgb);
    REQUIRE(brightness >= last - 2);  // rounding of the colour difference
    last = brightness;
  }
}

TEST_CASE("an unknown orientation leaves the picture as it is") {
  const Image image = fixtures::photo(8, 5);
  REQUIRE(ops::orient(image, 0).rgba == image.rgba);
  REQUIRE(ops::orient(image, 9).rgba == image.rgba);
}

TEST_CASE("a mask says how much of a picture is seen") {
  Image backdrop = fixtures::flat(300, 3, 10, 20, 30);
  const Image source = fixtures::flat(290, 2, 250, 0, 130);
  std::vector<std::uint8_t> mask(580);
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = static_cast<std::uint8_t>(i % 256);
  ops::blend_masked(backdrop, source, mask, 7, 1, compositor::one_after_another);
  for (std::size_t y = 0; y < 3; ++y) {
    for (std::size_t x = 0; x < 300; ++x) {
      const bool inside = y > 0 && x >= 7 && x < 297;
      const std::uint32_t share = inside ? mask[(y - 1) * 290 + x - 7] : 0;
      REQUIRE(backdrop.rgba[4 * (300 * y + x)] == compositor::image::div255(10 * (255 - share) + 250 * share));
      REQUIRE(backdrop.rgba[4 * (300 * y + x) + 1] == compositor::image::div255(20 * (255 - share)));
      REQUIRE(backdrop.rgba[4 * (300 * y + x) + 3] == 255);
    }
  }
}
