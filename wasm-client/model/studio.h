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

  // `target` as compositor::target_from_string reads it. Painted pictures share one cache, so that all targets are made
  // of the same planned strokes; drafts have one each, because they are drawn for every frame.
  compositor::Result<compositor::Image> render(std::string_view target);
  compositor::Result<compositor::Image> render_draft(std::string_view target);

  [[nodiscard]] bool ready() const { return scene_ && editor_.has_photo(); }
  [[nodiscard]] Editor& editor() { return editor_; }
  [[nodiscard]] const compositor::Image& photo() const { return photo_; }

 private:
  // The target to draw, when there is something to draw.
  [[nodiscard]] compositor::Result<compositor::Target> ready_for(std::string_view target) const;
  void forget_pictures();

  std::optional<compositor::Scene> scene_;
  compositor::Image photo_;
  Editor editor_;
  compositor::RenderCache painted_cache_;
  std::map<std::string, compositor::RenderCache, std::less<>> draft_caches_;
};

}  // namespace model
