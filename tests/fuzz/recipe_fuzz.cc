#include "compositor/json.h"
#include "compositor/render.h"
#include "fixtures/pictures.h"
#include "photo_check.h"

namespace {

// Drawing costs a hundred times what parsing does and painting a thousand times that: one input in so many.
constexpr std::uint32_t kDraftedOneIn = 16, kPaintedOneIn = 128;
constexpr int kPhotoWidth = 96, kPhotoHeight = 64;

// A face is always as high on the sheet that is painted from; a wide one would cost a sanitized build half a minute.
bool narrow(const compositor::Oval& oval) { return oval.rx * kPhotoWidth <= 1.2 * oval.ry * kPhotoHeight; }

std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619u;
  return hash ^ (hash >> 15);
}

void check_render(const compositor::Recipe& recipe, std::uint32_t hash) {
  static const compositor::Scene kScene = fixtures::scene();
  static const compositor::Image kPhoto = fixtures::photo(kPhotoWidth, kPhotoHeight);
  const compositor::Target target{kScene.frame, 40, 48};
  if (hash % kDraftedOneIn == 0) fuzz::require(compositor::render_draft(kScene, recipe, kPhoto, target).has_value());
  if (hash % kPaintedOneIn != 0 || !narrow(recipe.oval)) return;
  const auto picture = compositor::render(kScene, recipe, kPhoto, target);
  // The brush may have erased the whole pet.
  if (!picture) return fuzz::require(picture.error().code == compositor::ErrorCode::kInvalidRecipe);
  fuzz::require(picture->rgba.size() == 4u * 40 * 48);
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
  check_render(*recipe, hash_of(canonical));
  return 0;
}
