#include <catch2/catch.hpp>

#include "fixtures/pictures.h"
#include "recipe/layout.h"
#include "recipe/trigonometry.h"

using compositor::recipe::make_layout;
using compositor::recipe::sine_cosine;

namespace {

double units(std::int64_t position) { return static_cast<double>(position) / 4294967296.0; }

compositor::Point through(const compositor::image::Affine& m, double x, double y) {
  return {units(m.x0) + x * units(m.xx) + y * units(m.xy), units(m.y0) + x * units(m.yx) + y * units(m.yy)};
}

}  // namespace

TEST_CASE("sine and cosine are exact at quarter turns and right in between") {
  REQUIRE(sine_cosine(90).sine == 1);
  REQUIRE(sine_cosine(90).cosine == 0);
  REQUIRE(sine_cosine(-180).cosine == -1);
  REQUIRE(sine_cosine(30).sine == Approx(0.5).epsilon(1e-12));
  REQUIRE(sine_cosine(-135).sine == Approx(-0.70710678118654752).epsilon(1e-12));
  REQUIRE(sine_cosine(300).cosine == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("the oval's centre lands on the head's centre and its height on the head's height") {
  auto scene = fixtures::scene();
  scene.head.degrees = 0;
  const auto photo = fixtures::photo(640, 480);
  compositor::Recipe recipe;
  recipe.oval = {0.4, 0.6, 0.2, 0.3, 0};
  recipe.style.stretch = 1;
  const compositor::Target target{{10, 20, 100, 120}, 1000, 1200};  // 10 pixels a unit
  const auto layout = make_layout(scene, recipe, photo, target);

  // Head centre (60, 70) is target (500, 500); pixel centres are half a pixel off.
  const auto center = through(layout.photo_from_target, 499.5, 499.5);
  REQUIRE(center.x == Approx(0.4 * 640 - 0.5));
  REQUIRE(center.y == Approx(0.6 * 480 - 0.5));
  const auto bottom = through(layout.oval_from_target, 499.5, 499.5 + 200);  // half of 40 units
  REQUIRE(bottom.x == Approx(0).margin(1e-6));
  REQUIRE(bottom.y == Approx(1));
}

TEST_CASE("the oval's own rotation is undone") {
  auto scene = fixtures::scene();
  scene.head.degrees = 0;
  const auto photo = fixtures::photo(400, 400);
  compositor::Recipe recipe;
  recipe.oval = {0.5, 0.5, 0.2, 0.2, 90};
  recipe.style.stretch = 1;
  const auto layout = make_layout(scene, recipe, photo, {{10, 20, 100, 120}, 1000, 1200});
  // A quarter turn clockwise: the head's top is the photo's right.
  const auto top = through(layout.photo_from_target, 499.5, 499.5 - 200);
  REQUIRE(top.x == Approx(199.5 + 80));
  REQUIRE(top.y == Approx(199.5));
}

TEST_CASE("the pose moves, turns and scales the pet in the scene") {
  auto scene = fixtures::scene();
  scene.head.degrees = 0;
  const auto photo = fixtures::photo(400, 400);
  compositor::Recipe recipe;
  recipe.oval = {0.5, 0.5, 0.2, 0.2, 0};
  recipe.style.stretch = 1;
  recipe.pose = {5, -3, 2, 90};
  const auto layout = make_layout(scene, recipe, photo, {{10, 20, 100, 120}, 1000, 1200});
  const auto center = through(layout.oval_from_target, 549.5, 469.5);
  REQUIRE(center.x == Approx(0).margin(1e-6));
  REQUIRE(center.y == Approx(0).margin(1e-6));
  // Turned clockwise, the top of the pet points right; scale 2 makes its radius 40 units.
  const auto top = through(layout.photo_from_target, 549.5 + 400, 469.5);
  REQUIRE(top.x == Approx(199.5));
  REQUIRE(top.y == Approx(199.5 - 80));
}

TEST_CASE("a stretch makes the head taller in the painting, along the face") {
  auto scene = fixtures::scene();
  scene.head.degrees = 0;
  const auto photo = fixtures::photo(400, 400);
  compositor::Recipe recipe;
  recipe.oval = {0.5, 0.5, 0.2, 0.2, 90};
  recipe.style.stretch = 1.25;
  const auto layout = make_layout(scene, recipe, photo, {{10, 20, 100, 120}, 1000, 1200});
  const auto top = through(layout.photo_from_target, 499.5, 499.5 - 250);
  REQUIRE(top.x == Approx(199.5 + 80));
  REQUIRE(top.y == Approx(199.5));
  REQUIRE(through(layout.oval_from_target, 499.5, 499.5 - 250).y == Approx(-1));
  const auto side = through(layout.photo_from_target, 499.5 + 200, 499.5);
  REQUIRE(side.x == Approx(199.5));
  REQUIRE(side.y == Approx(199.5 + 80));
}

TEST_CASE("the head's area stays inside the target") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(400, 300);
  fixtures::Random random(2);
  for (int i = 0; i < 100; ++i) {
    compositor::Recipe recipe;
    recipe.oval = {random.between(0, 1), random.between(0, 1), random.between(0.01, 1), random.between(0.01, 1), random.between(-180, 180)};
    recipe.pose = {random.between(-40, 40), random.between(-40, 40), random.between(0.5, 2), random.between(-180, 180)};
    const auto area = make_layout(scene, recipe, photo, {scene.frame, 200, 240}).head_area;
    REQUIRE(area.x >= 0);
    REQUIRE(area.y >= 0);
    REQUIRE(area.right() <= 200);
    REQUIRE(area.bottom() <= 240);
  }
}
