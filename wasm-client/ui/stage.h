#pragma once

#include "imgui.h"
#include "model/camera.h"
#include "model/editor.h"
#include "model/grip.h"
#include "model/hand.h"
#include "ui/matte.h"
#include "ui/theme.h"

namespace ui {

// The photo with the oval over it, filling the canvas.
class Stage {
 public:
  struct Pointer {
    bool touch = false;
    bool pinching = false;  // two fingers are at work: a single pointer's late events take hold of nothing
  };

  struct Pictures {
    ImTextureID photo;
    ImTextureID shade;  // of `matte`
    const Matte& matte;
  };

  // Draws one frame and turns what the pointer did since the last one into changes of the oval, or of what is seen.
  void draw(model::Editor& editor, model::Hand& hand, model::Camera& camera, Pictures pictures, Pointer pointer);

  // Lets go of whatever is held, undoing what this drag has changed: a second finger has come down.
  void abandon_drag(model::Editor& editor, model::Hand& hand);

  [[nodiscard]] model::Grip held() const { return held_; }
  [[nodiscard]] model::Grip hovered() const { return hovered_; }
  [[nodiscard]] bool drawing() const { return drawing_; }
  // How often a tool found no room in the recipe.
  [[nodiscard]] int refusals() const { return refusals_; }

 private:
  void follow_pointer(model::Editor& editor, model::Camera& camera, Pointer pointer);
  void follow_hand(model::Editor& editor, model::Hand& hand, const model::Viewport& view, Pointer pointer);

  Theme theme_;
  model::Grip held_ = model::Grip::kNowhere;
  model::Grip hovered_ = model::Grip::kNowhere;
  model::PixelOval start_;
  model::Point start_at_;
  bool panning_ = false;
  model::Point panned_to_;  // on the canvas
  bool drawing_ = false;
  int refusals_ = 0;
};

}  // namespace ui
