#include "app/designs/design_input.h"

#include <span>

#include "app/designs/compositor_error.h"
#include "compositor/json.h"

namespace app {

using base::ErrorCode;

base::Result<DesignInput> check_design_input(const Services& services, std::string_view photo,
                                             std::string_view recipe_json, const std::string& scene) {
  if (photo.empty()) return base::fail(ErrorCode::kInvalidInput, "Please choose a photo.", {}, "photo");
  if (photo.size() > compositor::kMaxPhotoBytes) {
    return base::fail(ErrorCode::kTooLarge, "This photo is larger than 40 MB. Please choose a smaller one.", {},
                      "photo");
  }
  const std::span bytes{reinterpret_cast<const std::uint8_t*>(photo.data()), photo.size()};
  const auto info = compositor::probe_photo(bytes);
  if (!info) return from_compositor(info.error(), "photo");
  const auto recipe = compositor::recipe_from_json(recipe_json);
  if (!recipe) return from_compositor(recipe.error(), "recipe");
  if (!services.scenes.contains(scene)) {
    return base::fail(ErrorCode::kInvalidInput, "We do not know this painting.", {}, "scene");
  }
  return DesignInput{*info, compositor::recipe_to_json(*recipe)};
}

}  // namespace app
