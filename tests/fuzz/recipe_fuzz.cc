#include "compositor/json.h"
#include "compositor/render.h"
#include "fixtures/pictures.h"
#include "photo_check.h"

namespace {

// Painting costs ten thousand times what parsing does; one input in this many is painted.
constexpr std::uint32_t kPaintedOneIn = 256;

std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619u;
  return hash ^ (hash >> 15);
}

void check_render(const compositor::Recipe& recipe) {
  static const compositor::Scene kScene = fixtures::scene();
  static const compositor::Image kPhoto = fixtures::photo(96, 64);
  const compositor::Target target{kScene.frame, 40, 48};
  const auto picture = compositor::render(kScene, recipe, kPhoto, target);
  fuzz::require(picture.has_value() && picture->rgba.size() == 4u * 40 * 48);
  fuzz::require(compositor::render_draft(kScene, recipe, kPhoto, target).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto recipe = compositor::recipe_from_json(text);
  if (!recipe) {
    fuzz::require(recipe.error().code == compositor::ErrorCode::kInvalidRecipe);
    return 0;
  }
  const std::string canonical = compositor::recipe_to_json(*recipe);
  fuzz::require(canonical.size() <= compositor::kMaxRecipeText);
  const auto again = compositor::recipe_from_json(canonical);
  fuzz::require(again.has_value() && *again == *recipe && compositor::recipe_to_json(*again) == canonical);
  if (hash_of(canonical) % kPaintedOneIn == 0) check_render(*recipe);
  return 0;
}
