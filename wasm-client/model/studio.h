#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compositor/image.h"
#include "compositor/render.h"
#include "compositor/scene.h"
#include "model/editor.h"

namespace model {

// One person's work: a scene, a photo, the editor of its recipe, and pictures of the result.
class Studio {
 public:
  // On failure what was open before stays open.
  compositor::Result<void> load_scene(std::span<const std::uint8_t> package);
  compositor::Result<void> load_photo(std::span<const std::uint8_t> bytes);
  compositor::Result<void> set_recipe_json(std::string_view json);

  // `target` as compositor::target_from_string reads it. Each target keeps its own render cache.
  compositor::Result<compositor::Image> render(std::string_view target);

  [[nodiscard]] bool ready() const { return scene_ && editor_.has_photo(); }
  [[nodiscard]] Editor& editor() { return editor_; }
  [[nodiscard]] const compositor::Image& photo() const { return photo_; }

 private:
  std::optional<compositor::Scene> scene_;
  compositor::Image photo_;
  Editor editor_;
  std::map<std::string, compositor::RenderCache, std::less<>> caches_;
};

}  // namespace model
