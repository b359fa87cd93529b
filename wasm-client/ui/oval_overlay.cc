#include "ui/oval_overlay.h"

#include <array>
#include <cmath>
#include <numbers>

namespace ui {
namespace {

constexpr int kSegments = 96;
constexpr float kEyeLine = -0.12f;  // of the half height, from the centre
using Ring = std::array<ImVec2, kSegments>;

ImVec2 vec(model::Point point) { return {static_cast<float>(point.x), static_cast<float>(point.y)}; }

model::Point on_oval(const model::PixelOval& oval, double u, double v) {
  const model::Point x = model::across(oval);
  const model::Point y = model::down(oval);
  return {oval.center.x + x.x * u * oval.half_width + y.x * v * oval.half_height,
          oval.center.y + x.y * u * oval.half_width + y.y * v * oval.half_height};
}

Ring ring_of(const model::Viewport& view, const model::PixelOval& oval) {
  Ring ring;
  for (int i = 0; i < kSegments; ++i) {
    const double angle = 2 * std::numbers::pi * i / kSegments;
    ring[i] = vec(view.to_canvas(on_oval(oval, std::cos(angle), std::sin(angle))));
  }
  return ring;
}

// Quads from the oval outwards, past every corner of the canvas.
void draw_shade(ImDrawList& list, ImU32 colour, const Ring& ring, ImVec2 center, float far) {
  const auto outwards = [&](ImVec2 p) {
    const float x = p.x - center.x;
    const float y = p.y - center.y;
    const float times = far / std::hypot(x, y);
    return ImVec2{center.x + x * times, center.y + y * times};
  };
  const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
  for (int i = 0; i < kSegments; ++i) {
    const ImVec2 a = ring[i];
    const ImVec2 b = ring[(i + 1) % kSegments];
    list.PrimReserve(6, 4);
    list.PrimQuadUV(a, b, outwards(b), outwards(a), uv, uv, uv, uv, colour);
  }
}

void draw_handle(ImDrawList& list, const Theme& theme, ImVec2 at, bool held) {
  const float radius = theme.handle_radius_px + (held ? 2.0f : 0.0f);
  list.AddCircleFilled(at, radius + 1.5f, theme.outline, 24);
  list.AddCircleFilled(at, radius, held ? theme.handle_held : theme.handle, 24);
}

void draw_turn_handle(ImDrawList& list, const Theme& theme, ImVec2 at, bool held) {
  draw_handle(list, theme, at, held);
  const ImU32 ink = held ? theme.handle : theme.outline;
  list.PathArcTo(at, 3.5f, -0.4f, 4.2f, 16);
  list.PathStroke(ink, 0, 1.5f);
}

}  // namespace

void draw_oval(ImDrawList& list, const Theme& theme, const model::Viewport& view, const model::PixelOval& oval, OvalLook look) {
  const Ring ring = ring_of(view, oval);
  const ImVec2 center = vec(view.to_canvas(oval.center));
  const ImVec2 canvas = ImGui::GetIO().DisplaySize;
  if (look.dimmed) draw_shade(list, theme.shade, ring, center, 4 * (canvas.x + canvas.y));
  if (!look.handles) {
    list.AddPolyline(ring.data(), kSegments, theme.guide, ImDrawFlags_Closed, 1.0f);
    return;
  }

  const double reach = std::sqrt(1 - kEyeLine * kEyeLine);
  list.AddLine(vec(view.to_canvas(on_oval(oval, -reach, kEyeLine))), vec(view.to_canvas(on_oval(oval, reach, kEyeLine))),
               theme.guide, 1.0f);
  list.AddPolyline(ring.data(), kSegments, theme.outline, ImDrawFlags_Closed, theme.line_px + 2);
  list.AddPolyline(ring.data(), kSegments, theme.line, ImDrawFlags_Closed, theme.line_px);

  const auto grips = model::handles(oval, theme.turn_gap_px / view.scale);
  const ImVec2 turn = vec(view.to_canvas(grips[4].at));
  const ImVec2 edge = vec(view.to_canvas(grips[4].at.y < oval.center.y ? grips[3].at : grips[1].at));
  list.AddLine(edge, turn, theme.outline, 3.0f);
  list.AddLine(edge, turn, theme.line, 1.5f);
  for (int i = 0; i < 4; ++i) {
    draw_handle(list, theme, vec(view.to_canvas(grips[i].at)), look.held == grips[i].grip);
  }
  draw_turn_handle(list, theme, turn, look.held == model::Grip::kTurn);
}

}  // namespace ui
