#include "ops/turn.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"
#include "image/fixed_point.h"
#include "ops/bicubic_sample.h"

namespace ops = compositor::ops;
using compositor::Image;
using compositor::image::Affine;
using compositor::image::to_position;
using compositor::one_after_another;

TEST_CASE("turning by nothing is the identity, by whole pixels a move") {
  const Image image = fixtures::photo(40, 30);
  const Affine same{0, to_position(1), 0, 0, 0, to_position(1)};
  REQUIRE(ops::turn(image, same, 40, 30, one_after_another).rgba == image.rgba);
  const Image moved = ops::turn(image, {to_position(3), to_position(1), 0, to_position(-2), 0, to_position(1)}, 40, 30, one_after_another);
  REQUIRE(moved.rgba[4 * (10 * 40 + 5)] == image.rgba[4 * (8 * 40 + 8)]);
  REQUIRE(moved.rgba[4 * (0 * 40 + 39)] == image.rgba[4 * (0 * 40 + 39)]);  // beyond the edge its last pixel goes on
}

TEST_CASE("turning agrees with free sampling, inside, at the edges and far outside") {
  const Image image = fixtures::photo(50, 44);
  const Affine map{to_position(-9.3), to_position(0.97), to_position(0.25), to_position(4.6), to_position(-0.25), to_position(0.97)};
  const Image out = ops::turn(image, map, 70, 60, one_after_another);
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 70; ++x) {
      std::uint8_t rgb[3];
      ops::sample_bicubic(image, map.x0 + x * map.xx + y * map.xy, map.y0 + x * map.yx + y * map.yy, rgb);
      for (int c = 0; c < 3; ++c) REQUIRE(std::abs(rgb[c] - out.rgba[static_cast<std::size_t>(4 * (y * 70 + x) + c)]) <= 1);
    }
  }
}

TEST_CASE("the order of the work does not change a turned picture") {
  const Image image = fixtures::photo(50, 44);
  const Affine map{0, to_position(0.9), to_position(0.3), 0, to_position(-0.3), to_position(0.9)};
  const auto backwards = [](int count, const std::function<void(int)>& job) {
    while (count-- > 0) job(count);
  };
  REQUIRE(ops::turn(image, map, 64, 64, backwards).rgba == ops::turn(image, map, 64, 64, one_after_another).rgba);
}
