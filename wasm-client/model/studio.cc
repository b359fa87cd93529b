#include "model/studio.h"

#include <utility>

#include "compositor/codec.h"
#include "compositor/json.h"
#include "compositor/print_spec.h"

namespace model {

using compositor::ErrorCode;
using compositor::fail;

compositor::Result<void> Studio::load_scene(std::span<const std::uint8_t> package) {
  auto scene = compositor::load_scene(package);
  if (!scene) return tl::unexpected(scene.error());
  scene_ = std::move(*scene);
  forget_pictures();
  return {};
}

compositor::Result<void> Studio::load_photo(std::span<const std::uint8_t> bytes) {
  auto photo = compositor::decode_photo(bytes);
  if (!photo) return tl::unexpected(photo.error());
  photo_ = std::move(*photo);
  forget_pictures();
  editor_.open_photo({photo_.width, photo_.height});
  return {};
}

compositor::Result<void> Studio::set_recipe_json(std::string_view json) {
  if (!editor_.has_photo()) return fail(ErrorCode::kInvalidRecipe, "Choose a photo first.");
  auto recipe = compositor::recipe_from_json(json);
  if (!recipe) return tl::unexpected(recipe.error());
  editor_.set_recipe(*recipe);
  return {};
}

compositor::Result<compositor::Image> Studio::render(std::string_view target) {
  const auto canvas = ready_for(target);
  if (!canvas) return tl::unexpected(canvas.error());
  return compositor::render(*scene_, editor_.recipe(), photo_, *canvas, {.cache = &painted_cache_});
}

compositor::Result<compositor::Image> Studio::render_draft(std::string_view target) {
  const auto canvas = ready_for(target);
  if (!canvas) return tl::unexpected(canvas.error());
  auto cache = draft_caches_.try_emplace(std::string(target)).first;
  return compositor::render_draft(*scene_, editor_.recipe(), photo_, *canvas, {.cache = &cache->second});
}

compositor::Result<compositor::Target> Studio::ready_for(std::string_view target) const {
  if (!scene_) return fail(ErrorCode::kInvalidScene, "The painting is not loaded yet.");
  if (!editor_.has_photo()) return fail(ErrorCode::kInvalidRecipe, "Choose a photo first.");
  return compositor::target_from_string(*scene_, target);
}

void Studio::forget_pictures() {
  painted_cache_ = {};
  draft_caches_.clear();
}

}  // namespace model
