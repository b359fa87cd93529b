#include "compositor/cut_out.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"

using namespace compositor;

namespace {

int alpha(const Image& mask, double x, double y) {
  const auto at = [](double place, int size) { return static_cast<std::size_t>(place * size); };
  return mask.rgba[4 * (at(y, mask.height) * static_cast<std::size_t>(mask.width) + at(x, mask.width)) + 3];
}

Recipe oval_recipe() {
  Recipe recipe;
  recipe.oval = {0.4, 0.5, 0.2, 0.3, 30};
  recipe.cut_out.method = CutOut::Method::kOval;
  return recipe;
}

}  // namespace

TEST_CASE("the mask lies on the photo as the oval does") {
  const auto mask = cut_out_mask(oval_recipe(), fixtures::photo(400, 300), 200);
  REQUIRE(mask->width == 200);
  REQUIRE(mask->height == 150);
  REQUIRE(alpha(*mask, 0.4, 0.5) == 255);
  REQUIRE(alpha(*mask, 0.9, 0.5) == 0);
  double inside = 0;
  for (std::size_t i = 3; i < mask->rgba.size(); i += 4) inside += mask->rgba[i] / 255.0;
  REQUIRE(inside == Approx(3.14159 * (0.2 * 200) * (0.3 * 150)).epsilon(0.01));
}

TEST_CASE("the brush's places are the photo's") {
  Recipe recipe = oval_recipe();
  recipe.cut_out.strokes = {{true, 0.03, {{0.62, 0.5}}}, {false, 0.02, {{0.4, 0.6}, {0.45, 0.6}}}};
  const auto mask = cut_out_mask(recipe, fixtures::photo(400, 300), 400);
  REQUIRE(alpha(*mask, 0.62, 0.5) == 255);
  REQUIRE(alpha(*mask, 0.62, 0.535) == 255);
  REQUIRE(alpha(*mask, 0.62, 0.545) == 0);
  REQUIRE(alpha(*mask, 0.43, 0.6) == 0);
  REQUIRE(alpha(*mask, 0.43, 0.64) == 255);
}

TEST_CASE("a mask that cannot be made is refused with its reason") {
  Recipe recipe = oval_recipe();
  const auto photo = fixtures::photo(400, 300);
  REQUIRE(cut_out_mask(recipe, photo, 0).error().code == ErrorCode::kInvalidTarget);
  REQUIRE(cut_out_mask(recipe, fixtures::photo(10, 10), 100).error().code == ErrorCode::kImageTooSmall);
  recipe.cut_out.strokes = {{false, 0.3, {{0.4, 0.5}}}};
  REQUIRE(cut_out_mask(recipe, photo, 100).error().code == ErrorCode::kInvalidRecipe);
  recipe.oval.rx = 0;
  REQUIRE(cut_out_mask(recipe, photo, 100).error().code == ErrorCode::kInvalidRecipe);
}

TEST_CASE("a cache that has rendered another recipe changes nothing of the mask") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(400, 300);
  Recipe other = oval_recipe(), drawn = oval_recipe();
  other.oval.cx += 0.05;
  drawn.cut_out.strokes.push_back({true, 0.05, {{0.9, 0.9}}});
  RenderCache cache;
  for (const Recipe& rendered : {other, drawn, oval_recipe()}) {
    REQUIRE(render(scene, rendered, photo, *preview_target(scene, 64, 80), {.cache = &cache}));
    for (const Recipe& recipe : {other, drawn, oval_recipe()}) {
      REQUIRE(cut_out_mask(recipe, photo, 200, {.cache = &cache})->rgba == cut_out_mask(recipe, photo, 200)->rgba);
    }
  }
}

TEST_CASE("a mask can be called off") {
  const auto mask = cut_out_mask(oval_recipe(), fixtures::photo(400, 300), 200, {.progress = [](double) { return false; }});
  REQUIRE(mask.error().code == ErrorCode::kCanceled);
}

TEST_CASE("a cache that has rendered the photo, or another one, changes nothing of the mask") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(400, 300), other = fixtures::photo(300, 400);
  const auto expected = cut_out_mask(oval_recipe(), photo, 200);
  RenderCache cache;
  for (const Image* rendered : {&photo, &other}) {
    REQUIRE(render(scene, oval_recipe(), *rendered, *preview_target(scene, 64, 80), {.cache = &cache}));
    REQUIRE(cut_out_mask(oval_recipe(), photo, 200, {.cache = &cache})->rgba == expected->rgba);
  }
}
