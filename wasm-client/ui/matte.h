#pragma once

#include "compositor/image.h"
#include "compositor/recipe.h"
#include "ui/theme.h"

namespace ui {

// What of the photo becomes the pet: the rest dimmed, a line around it. It is found beside the page, so it may be of a recipe
// that has changed since.
class Matte {
 public:
  // `mask` as compositor::cut_out_mask gives it for `recipe`.
  void find(const Theme& theme, const compositor::Image& mask, const compositor::Recipe& recipe);
  void forget() { shade_ = {}; }
  // To be laid over the photo; empty before anything was found.
  [[nodiscard]] const compositor::Image& shade() const { return shade_; }

  // Whether it is true of this recipe, strokes of the brush apart.
  [[nodiscard]] bool fits(const compositor::Recipe& recipe) const;
  // How many of the recipe's first strokes it contains; all others are still to be shown as strokes.
  [[nodiscard]] std::size_t strokes_in(const compositor::Recipe& recipe) const;

 private:
  compositor::Image shade_;
  compositor::Recipe recipe_;
};

}  // namespace ui
