#include "ui/marks_overlay.h"

#include <cmath>

namespace ui {
namespace {

ImVec2 on_canvas(const model::Viewport& view, const model::Editor& editor, double x, double y) {
  const model::Point at = view.to_canvas({x * editor.photo().width, y * editor.photo().height});
  return {static_cast<float>(at.x), static_cast<float>(at.y)};
}

// Discs along the stroke: they follow any turn, and a stroke that crosses itself is only a little darker there.
void draw_stroke(ImDrawList& list, const Theme& theme, const model::Viewport& view, const model::Editor& editor,
                 const compositor::BrushStroke& stroke) {
  const ImU32 colour = stroke.add ? theme.kept : theme.erased;
  const auto radius = static_cast<float>(stroke.radius * editor.photo().width * view.scale);
  ImVec2 from = on_canvas(view, editor, stroke.points[0].x, stroke.points[0].y);
  list.AddCircleFilled(from, radius, colour, 24);
  for (std::size_t i = 1; i < stroke.points.size(); ++i) {
    const ImVec2 to = on_canvas(view, editor, stroke.points[i].x, stroke.points[i].y);
    list.AddLine(from, to, colour, 2 * radius);
    from = to;
  }
  if (stroke.points.size() > 1) list.AddCircleFilled(from, radius, colour, 24);
}

}  // namespace

void draw_marks(ImDrawList& list, const Theme& theme, const model::Viewport& view, const model::Editor& editor, std::size_t first) {
  const auto& strokes = editor.recipe().cut_out.strokes;
  for (std::size_t i = first; i < strokes.size(); ++i) draw_stroke(list, theme, view, editor, strokes[i]);
  for (const compositor::Eye& eye : editor.recipe().eyes) {
    const ImVec2 at = on_canvas(view, editor, eye.x, eye.y);
    const auto radius = static_cast<float>(eye.radius * editor.photo().width * view.scale);
    list.AddCircle(at, radius, theme.outline, 32, theme.line_px + 2);
    list.AddCircle(at, radius, theme.line, 32, theme.line_px);
  }
}

void draw_tool(ImDrawList& list, const Theme& theme, const model::Viewport& view, model::Point at, double radius_px) {
  const model::Point place = view.to_canvas(at);
  const ImVec2 center{static_cast<float>(place.x), static_cast<float>(place.y)};
  const auto radius = static_cast<float>(radius_px * view.scale);
  list.AddCircle(center, radius, theme.outline, 32, 3.0f);
  list.AddCircle(center, radius, theme.handle_held, 32, 1.5f);
}

}  // namespace ui
