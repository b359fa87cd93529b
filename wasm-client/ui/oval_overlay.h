#pragma once

#include "imgui.h"
#include "model/grip.h"
#include "model/viewport.h"
#include "ui/theme.h"

namespace ui {

// The dimmed outside, the oval's line, the eye guide and the handles.
void draw_oval(ImDrawList& list, const Theme& theme, const model::Viewport& view, const model::PixelOval& oval,
               model::Grip held);

}  // namespace ui
