#include "paint/oklab.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace compositor::paint;

TEST_CASE("white is lightness 1 without chroma, black is nothing") {
  const std::uint8_t white[3] = {255, 255, 255}, black[3] = {0, 0, 0};
  REQUIRE(oklab_from_srgb(white).lightness == Approx(1).margin(1e-4));
  REQUIRE(oklab_from_srgb(white).a == Approx(0).margin(1e-4));
  REQUIRE(oklab_from_srgb(black).lightness == Approx(0).margin(1e-6));
}

TEST_CASE("colours come back from Oklab") {
  for (int red = 0; red < 256; red += 15) {
    for (int green = 0; green < 256; green += 15) {
      for (int blue = 0; blue < 256; blue += 15) {
        const std::uint8_t rgb[3] = {static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green), static_cast<std::uint8_t>(blue)};
        const Srgb back = srgb_from_oklab(oklab_from_srgb(rgb));
        REQUIRE(back.red == Approx(red).margin(0.3));
        REQUIRE(back.green == Approx(green).margin(0.3));
        REQUIRE(back.blue == Approx(blue).margin(0.3));
      }
    }
  }
}

TEST_CASE("cube roots are exact to six digits") {
  for (float x = 1e-6f; x < 1.1f; x *= 1.37f) REQUIRE(cube_root(x) == Approx(std::cbrt(x)).epsilon(1e-6));
  REQUIRE(cube_root(0) == 0);
}
