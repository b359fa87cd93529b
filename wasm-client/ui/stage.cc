#include "ui/stage.h"

#include "ui/marks_overlay.h"
#include "ui/oval_overlay.h"

namespace ui {
namespace {

constexpr ImGuiWindowFlags kBareWindow = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse;

}  // namespace

void Stage::draw(model::Editor& editor, model::Hand& hand, model::Camera& camera, Pictures pictures, Pointer pointer) {
  const ImVec2 canvas = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(canvas);
  ImGui::Begin("stage", nullptr, kBareWindow);
  if (editor.has_photo()) {
    ImGui::InvisibleButton("surface", canvas);
    const bool on_oval = hand.tool() == model::Tool::kOval;
    if (on_oval) follow_pointer(editor, camera, pointer);
    else follow_hand(editor, hand, camera.view(), pointer);

    const model::Viewport view = camera.view();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const model::Point end = view.to_canvas({double(editor.photo().width), double(editor.photo().height)});
    const ImVec2 top_left{float(view.origin.x), float(view.origin.y)};
    const ImVec2 bottom_right{float(end.x), float(end.y)};
    list.AddImage(pictures.photo, top_left, bottom_right);
    list.PushClipRect(top_left, bottom_right, true);
    const bool known = pictures.matte.fits(editor.recipe());
    if (known) list.AddImage(pictures.shade, top_left, bottom_right);
    draw_oval(list, theme_, view, editor.oval(), {held_, !known, on_oval});
    draw_marks(list, theme_, view, editor, known ? pictures.matte.strokes_in(editor.recipe()) : 0);
    if (!on_oval) {
      const ImVec2 mouse = ImGui::GetIO().MousePos;
      const bool pointed = ImGui::IsItemHovered() || drawing_;
      draw_tool(list, theme_, view, pointed ? view.to_photo({mouse.x, mouse.y}) : hand.place(editor), hand.radius_px(editor));
    }
    list.PopClipRect();
  }
  ImGui::End();
}

void Stage::abandon_drag(model::Editor& editor, model::Hand& hand) {
  if (drawing_) {
    editor.cancel_gesture();
    hand.release(editor);
    drawing_ = false;
  }
  if (held_ != model::Grip::kNowhere) editor.cancel_gesture();
  held_ = model::Grip::kNowhere;
  panning_ = false;
}

void Stage::follow_pointer(model::Editor& editor, model::Camera& camera, Pointer pointer) {
  const model::Viewport view = camera.view();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const model::Point at = view.to_photo({mouse.x, mouse.y});
  const double reach = (pointer.touch ? theme_.reach_touch_px : theme_.reach_mouse_px) / view.scale;
  const double gap = theme_.turn_gap_px / view.scale;
  hovered_ = ImGui::IsItemHovered() ? model::grip_at(editor.oval(), at, reach, gap) : model::Grip::kNowhere;

  if (ImGui::IsItemActivated() && !pointer.pinching) {
    held_ = hovered_;
    start_ = editor.oval();
    start_at_ = at;
    if (held_ != model::Grip::kNowhere) editor.open_gesture();
    panning_ = held_ == model::Grip::kNowhere && camera.zoom() > 1;
    panned_to_ = {mouse.x, mouse.y};
  }
  if (panning_ && ImGui::IsItemActive() && ImGui::IsMousePosValid()) {
    camera.pan(panned_to_, {mouse.x, mouse.y});
    panned_to_ = {mouse.x, mouse.y};
  }
  // A fast last move and the release can arrive in one frame: the release frame drags too.
  const bool dragging = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
  if (dragging && held_ != model::Grip::kNowhere && ImGui::IsMousePosValid()) {
    editor.set_oval(model::drag(start_, held_, start_at_, at));
  }
  if (ImGui::IsItemDeactivated()) {
    if (held_ != model::Grip::kNowhere) editor.close_gesture();
    held_ = model::Grip::kNowhere;
    panning_ = false;
  }
}

void Stage::follow_hand(model::Editor& editor, model::Hand& hand, const model::Viewport& view, Pointer pointer) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const model::Point at = view.to_photo({mouse.x, mouse.y});
  hovered_ = model::Grip::kNowhere;
  if (ImGui::IsItemActivated() && !pointer.pinching) {
    drawing_ = true;
    if (!hand.press(editor, at)) ++refusals_;
  }
  if (drawing_ && ImGui::IsMousePosValid() && !hand.drag(editor, at)) ++refusals_;
  if (ImGui::IsItemDeactivated()) {
    hand.release(editor);
    drawing_ = false;
  }
}

}  // namespace ui
