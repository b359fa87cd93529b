// What was approved on the screen is what is printed: the print, reduced to the preview's size (means of sRGB values),
// against the preview, over all that both show and over the head alone.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <string_view>
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

// Morisot's strokes are finer against the package's pixels, and no whole number of these makes a pixel of her tee or
// hoodie: see the limits in shared-compositor/README.md. This keeps her from getting worse.
constexpr Sameness kMorisot = {1.2, 0.96};

Sameness limit_of(std::string_view scene_id) { return scene_id == "morisot" ? kMorisot : pictures::kSame; }

Rect around_head(const Scene& scene) {
  const double high = scene.head.height;
  return {scene.head.center.x - 0.4 * high, scene.head.center.y - 0.5 * high, 0.8 * high, high};
}

void compare_print(std::string_view id, std::string_view spec) {
  const Sameness limit = limit_of(id);
  const Scene scene = pictures::real_scene(id, {spec});
  for (const pictures::Pet& pet : pictures::pets()) {
    const Image photo = pet.photo();
    compositor::RenderCache cache;
    const auto draw = [&](const Target& target) { return Drawn{target, *compositor::render(scene, pet.recipe(), photo, target, {.cache = &cache})}; };
    const Drawn print = draw(*compositor::print_target(scene, spec)), product = draw(*compositor::product_preview_target(scene, spec, kShopWidth));
    const Drawn frame = draw(*compositor::preview_target(scene, 800, 960));
    const std::string name = std::string(pet.name) + " in " + std::string(id) + " on the " + std::string(spec);
    check_same(name + ", product", print, product, scene.extent, limit);
    check_same(name + ", product, the head", print, product, around_head(scene), limit);
    check_same(name + ", frame", print, frame, scene.extent, limit);
    check_same(name + ", frame, the head", print, frame, around_head(scene), limit);
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

struct Targets {
  Target print, preview;
};

Targets frame_targets(const Scene& scene) {
  constexpr int kWidth = 320, kHeight = 384, kPrintTimes = 5;
  return {{scene.frame, kPrintTimes * kWidth, kPrintTimes * kHeight}, {scene.frame, kWidth, kHeight}};
}

Targets product_targets(const Scene& scene, std::string_view spec) {
  return {*compositor::print_target(scene, spec), *compositor::product_preview_target(scene, spec, kShopWidth)};
}

struct Tally {
  Sameness worst;
  int erased = 0;
};

void compare_recipe(const Scene& scene, const compositor::Recipe& recipe, const Image& photo, const Targets& targets, Tally& tally) {
  compositor::RenderCache cache;
  const auto print = compositor::render(scene, recipe, photo, targets.print, {.cache = &cache});
  const auto preview = compositor::render(scene, recipe, photo, targets.preview, {.cache = &cache});
  REQUIRE(print.has_value() == preview.has_value());
  if (!preview) {
    REQUIRE(erases(recipe));
    REQUIRE(preview.error().code == compositor::ErrorCode::kInvalidRecipe);
    ++tally.erased;
    return;
  }
  const Drawn large{targets.print, *print}, small{targets.preview, *preview};
  for (const Rect& where : {targets.preview.crop, around_face(scene, recipe.pose)}) {
    const Sameness found = check_same("the painting", large, small, where, limit_of(scene.id));
    tally.worst = {std::max(tally.worst.difference, found.difference), std::min(tally.worst.similarity, found.similarity)};
  }
}

}  // namespace

// 50 recipes a part, and the parts run side by side; the last ones of each on a product's own print instead of a frame
// five times as wide. Even parts are of The Scream, odd ones of Morisot.
// PICASSO_RECIPES=600 tries so many in each part, and says now and then what the worst was.
TEMPLATE_TEST_CASE_SIG("previews of random recipes are their prints", "", ((unsigned part), part), 0, 1, 3, 9) {
  constexpr std::string_view kScenes[] = {"the-scream", "morisot"}, kSpecs[] = {"tee", "hoodie", "hat"};
  constexpr int kPrinted = 2;
  const std::string_view spec = kSpecs[part % 3];
  const char* wanted = std::getenv("PICASSO_RECIPES");
  const int count = wanted ? std::atoi(wanted) : 50;
  const Scene scene = pictures::real_scene(kScenes[part % 2], {spec});
  std::vector<Image> photos;
  for (const pictures::Pet& pet : pictures::pets()) photos.push_back(pet.photo());
  fixtures::Random random(31 + part);
  Tally tally;
  for (int i = 0; i < count; ++i) {
    const compositor::Recipe recipe = fixtures::random_recipe(random);
    const Image& photo = photos[random.below(photos.size())];
    INFO("recipe " << i << ": " << compositor::recipe_to_json(recipe));
    compare_recipe(scene, recipe, photo, i < count - kPrinted ? frame_targets(scene) : product_targets(scene, spec), tally);
    if (wanted && i % 20 == 19) WARN(i + 1 << " recipes, " << tally.erased << " with the pet erased; worst mean CIEDE2000 " << tally.worst.difference << ", SSIM " << tally.worst.similarity);
  }
  CHECK(tally.erased <= std::max(2, count / 50));
}

TEST_CASE("Morisot's prints are their previews, and the frame's") { compare_print("morisot", GENERATE("tee", "hoodie", "hat")); }
TEST_CASE("the Scream's prints are their previews, and the frame's") { compare_print("the-scream", GENERATE("tee", "hoodie", "hat")); }
