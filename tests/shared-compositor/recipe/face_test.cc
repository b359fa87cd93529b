#include "recipe/face.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"

TEST_CASE("a face is 84 units high and lies where the oval was laid") {
  compositor::Recipe recipe;
  recipe.oval = {0.25, 0.5, 0.1, 0.2, 90};
  recipe.style.stretch = 1;
  const auto face = compositor::recipe::make_face(recipe, fixtures::flat(400, 200, 0, 0, 0));
  REQUIRE(face.radius_y == 42);
  REQUIRE(face.radius_x == Approx(42));
  REQUIRE(face.photo_at(0, 0).x == Approx(99.5));
  REQUIRE(face.photo_at(0, 0).y == Approx(99.5));
  // The face's top lies where the turned oval's top is: to the right.
  REQUIRE(face.photo_at(0, -42).x == Approx(139.5));
  REQUIRE(face.photo_at(0, -42).y == Approx(99.5));
}

TEST_CASE("a stretched face is taller and shows the same of the photo") {
  compositor::Recipe recipe;
  recipe.oval = {0.25, 0.5, 0.1, 0.2, 0};
  recipe.style.stretch = 1.25;
  const auto face = compositor::recipe::make_face(recipe, fixtures::flat(400, 200, 0, 0, 0));
  REQUIRE(face.radius_x == Approx(42));
  REQUIRE(face.radius_y == Approx(52.5));
  REQUIRE(face.photo_at(0, -52.5).y == Approx(59.5));
  REQUIRE(face.photo_at(42, 0).x == Approx(139.5));
}
