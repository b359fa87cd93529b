#pragma once

#include "imgui.h"
#include "model/grip.h"
#include "model/viewport.h"
#include "ui/theme.h"

namespace ui {

struct OvalLook {
  model::Grip held = model::Grip::kNowhere;
  bool dimmed = true;    // the outside
  bool handles = true;   // while the oval can be taken hold of
};

// The dimmed outside, the oval's line, the eye guide and the handles.
void draw_oval(ImDrawList& list, const Theme& theme, const model::Viewport& view, const model::PixelOval& oval, OvalLook look);

}  // namespace ui
