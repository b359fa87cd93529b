#include "model/pixel_oval.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "compositor/recipe.h"

using model::PixelOval;
using model::PhotoSize;

namespace {
constexpr PhotoSize kPhoto{800, 600};
bool valid(const compositor::Oval& oval) {
  compositor::Recipe recipe;
  recipe.oval = oval;
  return compositor::validate(recipe).has_value();
}
}  // namespace

TEST_CASE("fractions and pixels are two views of one oval") {
  const compositor::Oval oval{0.25, 0.5, 0.1, 0.2, 30};
  const PixelOval pixels = model::to_pixels(oval, kPhoto);
  REQUIRE(pixels.center.x == Approx(200));
  REQUIRE(pixels.half_width == Approx(80));
  REQUIRE(pixels.half_height == Approx(120));
  const compositor::Oval back = model::to_fractions(pixels, kPhoto);
  REQUIRE(back.cx == Approx(oval.cx));
  REQUIRE(back.ry == Approx(oval.ry));
  REQUIRE(back.degrees == Approx(30));
}

TEST_CASE("an oval dragged out of the photo keeps its centre on the edge") {
  const auto oval = model::to_fractions({{-50, 900}, 100, 100, 0}, kPhoto);
  REQUIRE(oval.cx == 0);
  REQUIRE(oval.cy == 1);
  REQUIRE(valid(oval));
}

TEST_CASE("too small and too large ovals are limited and keep their proportion") {
  const auto half_sizes = GENERATE(std::pair{0.5, 1.0}, std::pair{4000.0, 5000.0}, std::pair{1e-9, 1e-9});
  const auto oval = model::to_fractions({{400, 300}, half_sizes.first, half_sizes.second, 0}, kPhoto);
  REQUIRE(valid(oval));
  const PixelOval back = model::to_pixels(oval, kPhoto);
  REQUIRE(back.half_width / back.half_height == Approx(half_sizes.first / half_sizes.second));
}

TEST_CASE("degrees wrap at half a turn") {
  REQUIRE(model::wrap_degrees(190) == Approx(-170));
  REQUIRE(model::wrap_degrees(-190) == Approx(170));
  REQUIRE(model::wrap_degrees(180) == 180);
  REQUIRE(model::wrap_degrees(-180) == 180);
  REQUIRE(model::wrap_degrees(3600 + 5) == Approx(5));
}
