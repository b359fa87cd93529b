#include "model/viewport.h"

#include <catch2/catch.hpp>

TEST_CASE("a wide photo fills the canvas's width and is centred upright") {
  const auto view = model::fit({800, 400}, 400, 400);
  REQUIRE(view.scale == Approx(0.5));
  REQUIRE(view.origin.x == Approx(0));
  REQUIRE(view.origin.y == Approx(100));
}

TEST_CASE("canvas and photo coordinates are inverse to each other") {
  const auto view = model::fit({1234, 777}, 360, 300);
  const auto there = view.to_canvas({100, 200});
  const auto back = view.to_photo(there);
  REQUIRE(back.x == Approx(100));
  REQUIRE(back.y == Approx(200));
}
