#pragma once

#include <memory>

#include "compositor/image.h"
#include "model/editor.h"
#include "ui/pointer_input.h"
#include "ui/screen.h"
#include "ui/shown_frame.h"
#include "ui/stage.h"

namespace ui {

// Where a surface is shown.
enum class ScreenKind { kWebGl, kMemory };

// The crop surface: ImGui, what shows it, and the stage. In WebGL it draws on the current context.
class Surface {
 public:
  Surface(model::Editor& editor, model::Hand& hand, model::Camera& camera, ScreenKind kind);
  ~Surface();
  Surface(const Surface&) = delete;
  Surface& operator=(const Surface&) = delete;

  // CSS pixels, and device pixels per CSS pixel.
  void resize(double width, double height, double pixel_ratio);
  // Lets go of what is held: that was on the photo before. `photo` stays the caller's and must outlive the surface: a
  // lost context is refilled from it.
  void show_photo(const compositor::Image& photo);
  // What of the photo `recipe` makes the pet, as compositor::cut_out_mask gives it.
  void show_mask(const compositor::Image& mask, const compositor::Recipe& recipe);
  void pointer(PointerEvent event, int id, bool touch, model::Point at);

  // False where nothing was drawn, because it would look as the frame before or there is nothing to draw on.
  bool frame(double seconds_since_last);
  void context_lost();
  void context_restored();
  // For a context that does not come back: goes on in memory, with the photo and everything as it is.
  void go_on_in_memory();

  // True while ImGui still has queued events to work through.
  [[nodiscard]] bool wants_frame() const { return frames_wanted_ > 0; }
  [[nodiscard]] model::Grip hovered() const { return stage_.hovered(); }
  [[nodiscard]] bool busy() const { return stage_.held() != model::Grip::kNowhere || stage_.drawing() || input_.pinching(); }
  [[nodiscard]] int refusals() const { return stage_.refusals(); }
  // The latest frame, where the page has to show it; nothing in WebGL.
  [[nodiscard]] const compositor::Image* pixels() const { return screen_->pixels(); }
  void want_frames();

 private:
  void upload();
  void fill_screen();

  model::Editor& editor_;
  model::Hand& hand_;
  model::Camera& camera_;
  Stage stage_;
  PointerInput input_;
  std::unique_ptr<Screen> screen_;
  ShownFrame shown_;
  Matte matte_;
  const compositor::Image* photo_ = nullptr;
  double width_ = 1;
  double height_ = 1;
  double pixel_ratio_ = 1;
  int frames_wanted_ = 0;
  bool lost_ = false;
};

}  // namespace ui
