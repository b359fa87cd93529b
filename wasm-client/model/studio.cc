#include "model/studio.h"

#include <utility>

#include "compositor/codec.h"
#include "compositor/json.h"

namespace model {

using compositor::ErrorCode;
using compositor::fail;

compositor::Result<void> Studio::load_photo(std::span<const std::uint8_t> bytes) {
  if (auto loaded = easel_.load_photo(bytes); !loaded) return loaded;
  editor_.open_photo({photo().width, photo().height});
  return {};
}

compositor::Result<void> Studio::show_photo(compositor::Image copy, PhotoSize size) {
  if (size.width < copy.width || size.height < copy.height) return fail(ErrorCode::kCorruptImage, "The photo is damaged.");
  if (auto shown = easel_.show_photo(std::move(copy)); !shown) return shown;
  editor_.open_photo(size);
  return {};
}

compositor::Result<void> Studio::complete_photo(std::span<const std::uint8_t> bytes) {
  auto whole = compositor::decode_photo(bytes);
  if (!whole) return tl::unexpected(whole.error());
  if (whole->width != editor_.photo().width || whole->height != editor_.photo().height) {
    return fail(ErrorCode::kCorruptImage, "This is another photo.");
  }
  return easel_.show_photo(std::move(*whole));
}

compositor::Result<void> Studio::set_recipe_json(std::string_view json) {
  if (!editor_.has_photo()) return fail(ErrorCode::kInvalidRecipe, "Choose a photo first.");
  auto recipe = compositor::recipe_from_json(json);
  if (!recipe) return tl::unexpected(recipe.error());
  editor_.set_recipe(*recipe);
  return {};
}

compositor::Result<void> Studio::begin_with_json(std::string_view json) {
  const auto recipe = compositor::recipe_from_json(json);
  if (!recipe) return tl::unexpected(recipe.error());
  if (!editor_.begin_with(recipe->oval)) return fail(ErrorCode::kInvalidRecipe, "Choose a photo first.");
  return {};
}

compositor::Result<compositor::Image> Studio::render(std::string_view target) {
  if (photo().width < editor_.photo().width || photo().height < editor_.photo().height) {
    return fail(ErrorCode::kCorruptImage, "The photo is not here any more. Please choose it again.");
  }
  return easel_.render(editor_.recipe(), target);
}

compositor::Result<compositor::PrintedPet> Studio::printed_pet(std::string_view print_spec) const {
  return easel_.printed_pet(editor_.recipe(), editor_.photo().width, editor_.photo().height, print_spec);
}

compositor::Result<const compositor::Image*> Studio::render_draft(std::string_view target) {
  return easel_.render_draft(editor_.recipe(), target);
}

}  // namespace model
