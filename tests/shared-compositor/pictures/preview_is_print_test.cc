// What was approved on the screen is what is printed: the print, reduced to the preview's size (means of sRGB values),
// against the preview, over all that both show and over the head alone.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "compositor/json.h"
#include "compositor/render.h"
#include "fixtures/random_recipe.h"
#include "pictures/real_scene.h"
#include "pictures/same_picture.h"

using compositor::Image;
using compositor::Rect;
using compositor::Scene;
using compositor::Target;
using pictures::check_same;
using pictures::Drawn;
using pictures::Sameness;

namespace {

constexpr int kShopWidth = 400;  // the studio's width of a product's preview

Rect around_head(const Scene& scene) {
  const double high = scene.head.height;
  return {scene.head.center.x - 0.4 * high, scene.head.center.y - 0.5 * high, 0.8 * high, high};
}

void compare_print(std::string_view spec) {
  const Scene scene = pictures::the_scream({spec});
  for (const pictures::Pet& pet : pictures::pets()) {
    const Image photo = pet.photo();
    compositor::RenderCache cache;
    const auto draw = [&](const Target& target) { return Drawn{target, *compositor::render(scene, pet.recipe(), photo, target, {.cache = &cache})}; };
    const Drawn print = draw(*compositor::print_target(scene, spec)), product = draw(*compositor::product_preview_target(scene, spec, kShopWidth));
    const Drawn frame = draw(*compositor::preview_target(scene, 800, 960));
    const std::string name = std::string(pet.name) + " on the " + std::string(spec);
    check_same(name + ", product", print, product, scene.extent);
    check_same(name + ", product, the head", print, product, around_head(scene));
    check_same(name + ", frame", print, frame, scene.extent);
    check_same(name + ", frame, the head", print, frame, around_head(scene));
  }
}

// Strokes may take away the whole pet; there is nothing to paint then.
bool erases(const compositor::Recipe& recipe) {
  return std::any_of(recipe.cut_out.strokes.begin(), recipe.cut_out.strokes.end(), [](const auto& stroke) { return !stroke.add; });
}

// What a face of any shape and its strokes around it may cover.
Rect around_face(const Scene& scene, const compositor::Pose& pose) {
  const double side = 1.4 * scene.head.height * pose.scale;
  return {scene.head.center.x + pose.dx - 0.5 * side, scene.head.center.y + pose.dy - 0.5 * side, side, side};
}

}  // namespace

// PICASSO_RECIPES=600 tries so many, and says now and then what the worst was.
TEST_CASE("previews of random recipes are their prints") {
  constexpr int kWidth = 320, kHeight = 384, kPrintTimes = 5;
  const char* wanted = std::getenv("PICASSO_RECIPES");
  const int count = wanted ? std::atoi(wanted) : 60;
  const Scene scene = pictures::the_scream();
  std::vector<Image> photos;
  for (const pictures::Pet& pet : pictures::pets()) photos.push_back(pet.photo());
  fixtures::Random random(31);
  Sameness worst;
  int refused = 0;
  for (int i = 0; i < count; ++i) {
    const compositor::Recipe recipe = fixtures::random_recipe(random);
    const Image& photo = photos[random.below(photos.size())];
    compositor::RenderCache cache;
    const auto target = [&](int times) { return Target{scene.frame, times * kWidth, times * kHeight}; };
    const auto print = compositor::render(scene, recipe, photo, target(kPrintTimes), {.cache = &cache});
    const auto preview = compositor::render(scene, recipe, photo, target(1), {.cache = &cache});
    INFO("recipe " << i << ": " << compositor::recipe_to_json(recipe));
    REQUIRE(print.has_value() == preview.has_value());
    if (!preview) {
      REQUIRE(erases(recipe));
      REQUIRE(preview.error().code == compositor::ErrorCode::kInvalidRecipe);
      ++refused;
      continue;
    }
    const Drawn large{target(kPrintTimes), *print}, small{target(1), *preview};
    for (const Rect& where : {scene.frame, around_face(scene, recipe.pose)}) {
      const Sameness found = check_same("recipe " + std::to_string(i), large, small, where);
      worst = {std::max(worst.difference, found.difference), std::min(worst.similarity, found.similarity)};
    }
    if (wanted && i % 20 == 19) WARN(i + 1 << " recipes, " << refused << " with the pet erased; worst mean CIEDE2000 " << worst.difference << ", SSIM " << worst.similarity);
  }
  CHECK(refused <= count / 50);
}

TEST_CASE("a tee's print is its preview, and the frame's") { compare_print("tee"); }
TEST_CASE("a hoodie's print is its preview, and the frame's") { compare_print("hoodie"); }
TEST_CASE("a hat's print is its preview, and the frame's") { compare_print("hat"); }
