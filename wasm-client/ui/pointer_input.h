#pragma once

#include <vector>

#include "model/camera.h"
#include "model/editor.h"
#include "model/pinch.h"

namespace ui {

enum class PointerEvent { kDown, kMove, kUp, kCancel, kLeave };

// Pointer events of the canvas. One pointer goes to ImGui's event queue; two fingers work on the oval directly, or with a
// tool in hand on what is seen of the photo; nothing reaches ImGui until both are lifted.
class PointerInput {
 public:
  // `at` in CSS pixels of the canvas. True when a second finger has just come down: let go of what is held.
  bool handle(PointerEvent event, int id, bool touch, model::Point at, model::Editor& editor, model::Camera& camera, bool on_oval);

  // Fingers that are down count as lifted.
  void let_go();

  [[nodiscard]] bool touch() const { return touch_; }
  [[nodiscard]] bool pinching() const { return pinching_; }

 private:
  struct Finger {
    int id;
    model::Point at;
  };
  bool finger_down(int id, model::Point at);
  void finger_up(int id, model::Editor& editor);
  void follow_fingers(model::Editor& editor, model::Camera& camera, bool on_oval);
  [[nodiscard]] model::TwoFingers on_canvas() const { return {fingers_[0].at, fingers_[1].at}; }

  std::vector<Finger> fingers_;
  bool touch_ = false;
  bool pinching_ = false;
  bool started_ = false;
  model::PixelOval start_;
  model::Camera start_camera_;
  model::TwoFingers start_fingers_;  // on the canvas
};

}  // namespace ui
