#pragma once

#include <span>
#include <string_view>

#include "model/easel.h"
#include "model/editor.h"

namespace model {

// One person's work: the easel, and the editor of the recipe.
class Studio {
 public:
  // On failure what was open before stays open.
  compositor::Result<void> load_scene(std::span<const std::uint8_t> package) { return easel_.load_scene(package); }
  compositor::Result<void> load_photo(std::span<const std::uint8_t> bytes);
  // A photo of `size` of which `copy` is the picture, made smaller by the painter, who keeps the photo itself.
  compositor::Result<void> show_photo(compositor::Image copy, PhotoSize size);
  // The photo itself in place of its copy; the recipe and its history stay. Error: kCorruptImage for another photo.
  compositor::Result<void> complete_photo(std::span<const std::uint8_t> bytes);
  compositor::Result<void> set_recipe_json(std::string_view json);
  // Work on the open photo begins with this recipe's oval; see Editor::begin_with. The rest of it is not used.
  compositor::Result<void> begin_with_json(std::string_view json);

  // Of the editor's recipe; see Easel. A painted picture needs the photo itself: kCorruptImage while only a smaller copy
  // is here, because the hash of what is painted from that is no hash of the print's preview.
  compositor::Result<compositor::Image> render(std::string_view target);
  compositor::Result<const compositor::Image*> render_draft(std::string_view target);

  // How a product prints the editor's recipe; see compositor::printed_pet.
  [[nodiscard]] compositor::Result<compositor::PrintedPet> printed_pet(std::string_view print_spec) const;

  [[nodiscard]] Editor& editor() { return editor_; }
  [[nodiscard]] const compositor::Image& photo() const { return easel_.photo(); }

 private:
  Easel easel_;
  Editor editor_;
};

}  // namespace model
