#include "ui/pointer_input.h"

#include <algorithm>
#include <cfloat>

#include "imgui.h"

namespace ui {
namespace {

void release_mouse() { ImGui::GetIO().AddMouseButtonEvent(0, false); }

// Afterwards nothing hovers: a lifted finger is nowhere.
void forget_position() { ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX); }

void move_mouse(bool touch, model::Point at) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(static_cast<float>(at.x), static_cast<float>(at.y));
}

}  // namespace

bool PointerInput::handle(PointerEvent event, int id, bool touch, model::Point at, model::Editor& editor,
                          model::Camera& camera, bool on_oval) {
  touch_ = touch;
  switch (event) {
    case PointerEvent::kDown: {
      const bool second = touch && finger_down(id, at);
      if (second) {
        release_mouse();
        forget_position();
        started_ = false;
        start_fingers_ = on_canvas();
        return true;
      }
      if (!pinching_) {
        move_mouse(touch, at);
        ImGui::GetIO().AddMouseButtonEvent(0, true);
      }
      return false;
    }
    case PointerEvent::kMove:
      for (Finger& finger : fingers_) {
        if (finger.id == id) finger.at = at;
      }
      if (!pinching_) {
        move_mouse(touch, at);
      } else if (fingers_.size() == 2) {
        follow_fingers(editor, camera, on_oval);
      }
      return false;
    case PointerEvent::kUp:
    case PointerEvent::kCancel:
      if (!pinching_) {
        if (event == PointerEvent::kUp) move_mouse(touch, at);
        release_mouse();
        if (touch) forget_position();
      }
      finger_up(id, editor);
      return false;
    case PointerEvent::kLeave:
      if (!touch) forget_position();
      return false;
  }
  return false;
}

void PointerInput::let_go() {
  fingers_.clear();
  pinching_ = false;
  release_mouse();
}

bool PointerInput::finger_down(int id, model::Point at) {
  if (fingers_.size() >= 2) return false;
  fingers_.push_back({id, at});
  if (fingers_.size() < 2) return false;
  pinching_ = true;
  return true;
}

void PointerInput::finger_up(int id, model::Editor& editor) {
  std::erase_if(fingers_, [id](const Finger& finger) { return finger.id == id; });
  if (pinching_) editor.close_gesture();
  if (fingers_.empty()) pinching_ = false;
}

void PointerInput::follow_fingers(model::Editor& editor, model::Camera& camera, bool on_oval) {
  if (!started_) {
    start_ = editor.oval();
    start_camera_ = camera;
    started_ = true;
    if (on_oval) editor.open_gesture();
  }
  if (!on_oval) return camera.follow(start_camera_, start_fingers_, on_canvas());
  const model::Viewport view = camera.view();
  const auto on_photo = [&view](model::TwoFingers fingers) { return model::TwoFingers{view.to_photo(fingers.a), view.to_photo(fingers.b)}; };
  editor.set_oval(model::pinch(start_, on_photo(start_fingers_), on_photo(on_canvas()), editor.photo()));
}

}  // namespace ui
