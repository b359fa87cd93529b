#pragma once

#include "imgui.h"

namespace ui {

// Colours and sizes of the crop surface, in CSS pixels. All words are HTML around the canvas, none are drawn here.
struct Theme {
  ImU32 shade = IM_COL32(18, 14, 12, 150);      // over what is cut away
  ImU32 line = IM_COL32(255, 250, 242, 255);    // the oval
  ImU32 outline = IM_COL32(20, 14, 10, 150);    // around light lines, for light photos
  ImU32 guide = IM_COL32(255, 250, 242, 110);   // where the eyes should lie
  ImU32 handle = IM_COL32(255, 250, 242, 255);
  ImU32 handle_held = IM_COL32(238, 106, 38, 255);
  ImU32 kept = IM_COL32(70, 150, 240, 90);       // strokes of the brush that adds
  ImU32 erased = IM_COL32(235, 70, 50, 90);      // and of the one that takes away
  ImU32 matte_edge = IM_COL32(110, 225, 255, 235);  // around what is found to be the pet
  float line_px = 2.0f;
  float handle_radius_px = 7.0f;
  float turn_gap_px = 30.0f;
  float reach_mouse_px = 14.0f;
  float reach_touch_px = 26.0f;
};

// Makes ImGui a bare canvas: no padding, no borders, nothing kept on disk.
void apply_bare_style();

}  // namespace ui
