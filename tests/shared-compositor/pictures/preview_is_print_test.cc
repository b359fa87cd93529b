// What was approved on the screen is what is printed: the print, reduced to the preview's size (means of sRGB values),
// against the preview, over all that both show and over the head alone.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "compositor/render.h"
#include "measure/area_average.h"
#include "measure/color_difference.h"
#include "measure/structural_similarity.h"
#include "pictures/real_scene.h"

using compositor::Image;
using compositor::Rect;
using compositor::Scene;
using compositor::Target;

namespace {

constexpr double kMostDifference = 1.0, kLeastSimilarity = 0.98;
constexpr int kShopWidth = 400;  // the studio's width of a product's preview

Rect common(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::min(a.x + a.width, b.x + b.width) - x, std::min(a.y + a.height, b.y + b.height) - y};
}

// A part of the scene in the pixels of a target.
Rect in_pixels(const Rect& part, const Target& target) {
  const double x = target.width_px / target.crop.width, y = target.height_px / target.crop.height;
  return {(part.x - target.crop.x) * x, (part.y - target.crop.y) * y, part.width * x, part.height * y};
}

Rect whole_pixels(const Rect& rect) {
  const auto up = [](double v) { return static_cast<double>(static_cast<int>(v + 0.999)); };
  const auto down = [](double v) { return static_cast<double>(static_cast<int>(v + 0.001)); };
  return {up(rect.x), up(rect.y), down(rect.x + rect.width) - up(rect.x), down(rect.y + rect.height) - up(rect.y)};
}

Rect in_units(const Rect& pixels, const Target& target) {
  const double x = target.crop.width / target.width_px, y = target.crop.height / target.height_px;
  return {target.crop.x + pixels.x * x, target.crop.y + pixels.y * y, pixels.width * x, pixels.height * y};
}

// A target and what was drawn for it.
struct Drawn {
  Target target;
  Image picture;
};

void compare(const std::string& what, const Drawn& print, const Drawn& preview, const Rect& where) {
  const Rect shared = whole_pixels(in_pixels(common(where, common(print.target.crop, preview.target.crop)), preview.target));
  const int width = static_cast<int>(shared.width), height = static_cast<int>(shared.height);
  const Image shown = measure::area_average(preview.picture, shared, width, height);
  const Image printed = measure::area_average(print.picture, in_pixels(in_units(shared, preview.target), print.target), width, height);
  const double difference = measure::mean_ciede2000(printed, shown), similarity = measure::mean_ssim(printed, shown);
  INFO(what << ": mean CIEDE2000 " << difference << ", SSIM " << similarity);
  CHECK(difference <= kMostDifference);
  CHECK(similarity >= kLeastSimilarity);
}

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
    compare(name + ", product", print, product, scene.extent);
    compare(name + ", product, the head", print, product, around_head(scene));
    compare(name + ", frame", print, frame, scene.extent);
    compare(name + ", frame, the head", print, frame, around_head(scene));
  }
}

}  // namespace

TEST_CASE("a tee's print is its preview, and the frame's") { compare_print("tee"); }
TEST_CASE("a hoodie's print is its preview, and the frame's") { compare_print("hoodie"); }
TEST_CASE("a hat's print is its preview, and the frame's") { compare_print("hat"); }
