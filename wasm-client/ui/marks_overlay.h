#pragma once

#include "imgui.h"
#include "model/hand.h"
#include "model/viewport.h"
#include "ui/theme.h"

namespace ui {

// The brush's strokes from the `first` on, and the tapped eyes on the photo.
void draw_marks(ImDrawList& list, const Theme& theme, const model::Viewport& view, const model::Editor& editor, std::size_t first);

// What the tool would touch at `at`, a place of the photo.
void draw_tool(ImDrawList& list, const Theme& theme, const model::Viewport& view, model::Point at, double radius_px);

}  // namespace ui
