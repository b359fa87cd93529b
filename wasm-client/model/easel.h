#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "compositor/image.h"
#include "compositor/printed_pet.h"
#include "compositor/render.h"
#include "compositor/scene.h"

namespace model {

// A scene, a photo, and pictures of any recipe of it. What the page's module and the painter's have in common.
class Easel {
 public:
  // Threads for painting; without, pictures are painted on the caller's alone.
  void work_with(compositor::ForEach for_each) { for_each_ = std::move(for_each); }
  // On failure what was there before stays.
  compositor::Result<void> load_scene(std::span<const std::uint8_t> package);
  compositor::Result<void> load_photo(std::span<const std::uint8_t> bytes);
  // The pixels of a photo that was decoded elsewhere, perhaps a smaller copy: good for drafts.
  // Error: kCorruptImage when the sizes do not fit together.
  compositor::Result<void> show_photo(compositor::Image photo);
  // A copy for show_photo and for textures: no side over 2047 pixels, except of photos too narrow to be made smaller.
  [[nodiscard]] compositor::Image small_copy() const;

  // `target` as compositor::target_from_string reads it, or "mask:640" for compositor::cut_out_mask of that width. Painted pictures share one cache, so that all targets are made
  // of the same planned strokes; drafts have one each, because they are drawn for every frame.
  compositor::Result<compositor::Image> render(const compositor::Recipe& recipe, std::string_view target,
                                               compositor::Progress progress = {});
  // The draft is the easel's own, as it is until the next one for the same target.
  compositor::Result<const compositor::Image*> render_draft(const compositor::Recipe& recipe, std::string_view target);

  // Of a photo of this size, whatever the size of the copy that is open here.
  [[nodiscard]] compositor::Result<compositor::PrintedPet> printed_pet(const compositor::Recipe& recipe, int photo_width, int photo_height,
                                                                      std::string_view print_spec) const;

  [[nodiscard]] bool has_scene() const { return scene_.has_value(); }
  [[nodiscard]] bool has_photo() const { return photo_.width > 0; }
  [[nodiscard]] const compositor::Image& photo() const { return photo_; }

 private:
  // The target to draw, when there is something to draw.
  [[nodiscard]] compositor::Result<compositor::Target> ready_for(std::string_view target) const;
  void forget_pictures();

  compositor::ForEach for_each_;
  std::optional<compositor::Scene> scene_;
  compositor::Image photo_;
  compositor::RenderCache painted_cache_;
  std::map<std::string, compositor::RenderCache, std::less<>> draft_caches_;
};

}  // namespace model
