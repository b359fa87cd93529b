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
                          model::Viewport view) {
  touch_ = touch;
  switch (event) {
    case PointerEvent::kDown: {
      const bool second = touch && finger_down(id, at);
      if (second) {
        release_mouse();
        forget_position();
        started_ = false;
        start_fingers_ = on_photo(view);
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
        if (!started_) {
          editor.open_gesture();
          start_ = editor.oval();
          started_ = true;
        }
        editor.set_oval(model::pinch(start_, start_fingers_, on_photo(view)));
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

model::TwoFingers PointerInput::on_photo(const model::Viewport& view) const {
  return {view.to_photo(fingers_[0].at), view.to_photo(fingers_[1].at)};
}

}  // namespace ui
