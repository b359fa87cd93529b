#include "measure/area_average.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"

TEST_CASE("pixels covered in part count in part") {
  compositor::Image image = fixtures::flat(3, 1, 0, 0, 0);
  image.rgba[0] = 30, image.rgba[4] = 90, image.rgba[8] = 240;
  const auto half = measure::area_average(image, {0, 0, 3, 1}, 2, 1);
  REQUIRE(static_cast<int>(half.rgba[0]) == (30 * 2 + 90) / 3);
  REQUIRE(static_cast<int>(half.rgba[4]) == (90 + 240 * 2) / 3);
  const auto part = measure::area_average(image, {0.5, 0, 2, 1}, 1, 1);
  REQUIRE(static_cast<int>(part.rgba[0]) == (15 + 90 + 120 + 1) / 2);
}

TEST_CASE("the same size is the same picture") {
  const auto photo = fixtures::photo(40, 30);
  REQUIRE(measure::area_average(photo, {0, 0, 40, 30}, 40, 30).rgba == photo.rgba);
}
