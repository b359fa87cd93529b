#include "ops/reduce.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"
#include "image/fixed_point.h"
#include "ops/pyramid.h"

using compositor::image::AxisMap;
using compositor::image::to_position;

namespace {

// The whole of `source` pixels on `target` pixels.
AxisMap all_of(int source, int target) {
  const double step = static_cast<double>(source) / target;
  return {to_position(0.5 * step - 0.5), to_position(step)};
}

}  // namespace

TEST_CASE("reduced to half it is the mean of four") {
  const auto photo = fixtures::photo(60, 44);
  REQUIRE(compositor::ops::reduce(photo, all_of(60, 30), all_of(44, 22), {0, 0, 30, 22}).rgba == compositor::ops::halve(photo).rgba);
}

TEST_CASE("reducing counts pixels that are covered in part in part") {
  auto image = fixtures::flat(5, 1, 0, 0, 0);
  for (std::size_t i = 0; i < 5; ++i) image.rgba[4 * i] = static_cast<std::uint8_t>(50 * i);
  const auto half = compositor::ops::reduce(image, all_of(5, 2), {0, to_position(1)}, {0, 0, 2, 1});
  REQUIRE(static_cast<int>(half.rgba[0]) == (0 + 50 + 50) / 2.5);
  REQUIRE(static_cast<int>(half.rgba[4]) == (50 + 150 + 200) / 2.5);
}

TEST_CASE("a reduced flat picture keeps its colour, beyond its edges too") {
  const auto flat = fixtures::flat(97, 61, 13, 200, 255, 77);
  const auto out = compositor::ops::reduce(flat, all_of(97, 40), all_of(61, 33), {-5, -5, 60, 50});
  for (std::size_t i = 0; i < out.rgba.size(); ++i) REQUIRE(out.rgba[i] == flat.rgba[i % 4]);
}

TEST_CASE("a part of a reduced picture is that part") {
  const auto photo = fixtures::photo(90, 70);
  const AxisMap across = all_of(90, 37), down = all_of(70, 29);
  const auto whole = compositor::ops::reduce(photo, across, down, {0, 0, 37, 29}), part = compositor::ops::reduce(photo, across, down, {11, 7, 9, 5});
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 4 * 9; ++x) REQUIRE(part.rgba[static_cast<std::size_t>(36 * y + x)] == whole.rgba[static_cast<std::size_t>(4 * 37 * (y + 7) + 4 * 11 + x)]);
  }
}
