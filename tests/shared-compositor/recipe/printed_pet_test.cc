#include "compositor/printed_pet.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"

using compositor::printed_pet;

namespace {

// The crop is 100 units across 3600 pixels at 300 DPI: 0.12 inches a unit.
compositor::Scene scene_of(double head_units) {
  auto scene = fixtures::scene();
  scene.head.height = head_units;
  scene.crops.clear();
  scene.crops.emplace("tee", compositor::Rect{0, 0, 100, 400.0 / 3});
  return scene;
}

compositor::Recipe recipe_of(double rx, double ry, double scale = 1, double stretch = 1) {
  compositor::Recipe recipe;
  recipe.oval = {0.5, 0.5, rx, ry, 0};
  recipe.pose.scale = scale;
  recipe.style.stretch = stretch;
  return recipe;
}

compositor::PrintedPet pet_of(const compositor::Recipe& recipe, int width, int height) {
  const auto pet = printed_pet(scene_of(50), recipe, width, height, "tee");
  REQUIRE(pet);
  return *pet;
}

}  // namespace

TEST_CASE("the pet's DPI is the oval's pixels over the inches that its head measures in print") {
  // 50 units are 6 inches; the oval is 1200 pixels high and 800 wide.
  const auto pet = pet_of(recipe_of(0.2, 0.3), 2000, 2000);
  CHECK(pet.dpi == 200);
  CHECK(pet.height_inches == Approx(6));
  CHECK(pet.width_inches == Approx(4));
}

TEST_CASE("a larger head and a stretched face print fewer pixels an inch, a tighter oval too") {
  CHECK(pet_of(recipe_of(0.2, 0.3, 2), 2000, 2000).dpi == 100);
  CHECK(pet_of(recipe_of(0.2, 0.3, 1, 1.25), 2000, 2000).dpi == 160);
  CHECK(pet_of(recipe_of(0.1, 0.15), 2000, 2000).dpi == 100);
  CHECK(pet_of(recipe_of(0.2, 0.3), 1000, 1000).dpi == 100);
}

TEST_CASE("where the oval lies, and how it is turned, does not matter") {
  auto turned = recipe_of(0.2, 0.3);
  turned.oval = {0.1, 0.9, 0.2, 0.3, 77};
  turned.pose = {10, -10, 1, 33};
  CHECK(pet_of(turned, 2000, 2000).dpi == 200);
}

TEST_CASE("a print is soft from 149 DPI down") {
  CHECK_FALSE(pet_of(recipe_of(0.2, 0.225), 2000, 2000).is_soft());  // 150 exactly
  CHECK(pet_of(recipe_of(0.2, 0.2249), 2000, 2000).is_soft());
}

TEST_CASE("the figure is never nothing, and never endless") {
  CHECK(pet_of(recipe_of(0.01, 0.01, 2), 64, 64).dpi == 1);
  auto tiny = scene_of(0.01);
  CHECK(printed_pet(tiny, recipe_of(1, 1), 16384, 16384, "tee")->dpi == compositor::kMostDpi);
}

TEST_CASE("no figure without a photo, a print or a valid recipe") {
  const auto code = [](const auto& result) { return result.error().code; };
  CHECK(code(printed_pet(scene_of(50), recipe_of(0.2, 0.3), 0, 100, "tee")) == compositor::ErrorCode::kImageTooSmall);
  CHECK(code(printed_pet(scene_of(50), recipe_of(0.2, 0.3), 100, 100, "mug")) == compositor::ErrorCode::kInvalidTarget);
  CHECK(code(printed_pet(scene_of(50), recipe_of(0, 0.3), 100, 100, "tee")) == compositor::ErrorCode::kInvalidRecipe);
}
