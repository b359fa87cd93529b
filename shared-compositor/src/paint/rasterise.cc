#include "paint/rasterise.h"

#include <cmath>

#include "paint/bristles.h"

namespace compositor::paint {
namespace {

constexpr float kThinnest = 0.45f;  // half a stroke's width in pixels; thinner ones are drawn fainter instead

// A corner of the strip: place in pixels, `along` in units from the start, `side` -1..1 across.
struct Corner {
  Vec2 at;
  float along, side;
};

// What is the same for all pixels of one stroke.
struct Brush {
  const Bristles::Level* bristles;
  float color[3];
  float alpha, relief;
  float length, end;           // units
  float u_scale, u_shift, v_scale, v_shift;
  float edge_from, edge_span;  // where across the stroke its edge begins, and 1 / how wide that is
};

inline float eased(float t) {
  t = t < 0 ? 0 : (t > 1 ? 1 : t);
  return t * t * (3 - 2 * t);
}

inline void lay(const Brush& brush, float along, float side, float* color, float* height) {
  const float bristle = brush.bristles->sample(along * brush.u_scale + brush.u_shift, side * brush.v_scale + brush.v_shift);
  const float off = bristle - 0.5f, across = side < 0 ? -side : side;
  float alpha = brush.alpha * (1 - eased((across + off * 0.3f - brush.edge_from) * brush.edge_span));
  if (alpha < 0.004f) return;
  const float inverse_end = 1 / brush.end;
  alpha *= eased(along * inverse_end + off * 1.2f) * eased(((brush.length - along) * inverse_end + off * 2.4f) * 0.625f);
  // The paint runs out along the stroke.
  alpha *= eased((bristle * 0.9f + 0.34f - 0.45f * along / brush.length) * 3.125f);
  if (alpha < 0.004f) return;

  const float keep = 1 - alpha, shade = (1 + off * 0.2f) * alpha;
  color[0] = color[0] * keep + brush.color[0] * shade;
  color[1] = color[1] * keep + brush.color[1] * shade;
  color[2] = color[2] * keep + brush.color[2] * shade;
  color[3] = color[3] * keep + alpha;
  const float ridge = 0.75f + 0.55f * eased((across - 0.55f) * 2.5f);  // paint is pushed to the sides
  const float stands = brush.relief * (0.25f + 0.75f * bristle) * ridge, wet = alpha * 0.85f;
  *height = *height * (1 - wet) + stands * wet;
}

// Where the edge between two corners crosses the middle of a pixel row; the same for both triangles that share it.
inline float crossing(const Vec2& p, const Vec2& q, float y) {
  const Vec2 &top = p.y <= q.y ? p : q, &low = p.y <= q.y ? q : p;
  return top.x + (y - top.y) * (low.x - top.x) / (low.y - top.y);
}

void fill(const Corner& a, const Corner& b, const Corner& c, const Brush& brush, Canvas& canvas) {
  const float bx = b.at.x - a.at.x, by = b.at.y - a.at.y, cx = c.at.x - a.at.x, cy = c.at.y - a.at.y;
  const float area = bx * cy - cx * by;
  if (area > -1e-9f && area < 1e-9f) return;
  const float inverse = 1 / area;
  const auto slope_x = [&](float vb, float vc) { return (vb * cy - vc * by) * inverse; };
  const auto slope_y = [&](float vb, float vc) { return (vc * bx - vb * cx) * inverse; };
  const float along_x = slope_x(b.along - a.along, c.along - a.along), along_y = slope_y(b.along - a.along, c.along - a.along);
  const float side_x = slope_x(b.side - a.side, c.side - a.side), side_y = slope_y(b.side - a.side, c.side - a.side);

  const float top = std::min({a.at.y, b.at.y, c.at.y}), bottom = std::max({a.at.y, b.at.y, c.at.y});
  const int first = std::max(canvas.area.y, floor_of(top + 0.5f)), last = std::min(canvas.area.bottom(), floor_of(bottom + 0.5f));
  const Vec2* corners[3] = {&a.at, &b.at, &c.at};
  for (int y = first; y < last; ++y) {
    const float middle = static_cast<float>(y) + 0.5f;
    float left = 1e9f, right = -1e9f;
    for (int e = 0; e < 3; ++e) {
      const Vec2 &p = *corners[e], &q = *corners[(e + 1) % 3];
      if ((p.y <= middle) == (q.y <= middle)) continue;
      const float x = crossing(p, q, middle);
      left = std::min(left, x), right = std::max(right, x);
    }
    if (right < left) continue;
    const int start = std::max(canvas.area.x, floor_of(left + 0.5f)), stop = std::min(canvas.area.right(), floor_of(right + 0.5f));
    if (stop <= start) continue;
    const float dx = static_cast<float>(start) + 0.5f - a.at.x, dy = middle - a.at.y;
    float along = a.along + along_x * dx + along_y * dy, side = a.side + side_x * dx + side_y * dy;
    float* color = canvas.color.at(start - canvas.area.x, y - canvas.area.y);
    float* height = canvas.height.at(start - canvas.area.x, y - canvas.area.y);
    for (int x = start; x < stop; ++x, color += 4, ++height, along += along_x, side += side_x) lay(brush, along, side, color, height);
  }
}

// Without points that lie closer together than the picture can show.
void thin_out(std::span<const Vec2> path, float least, std::vector<Vec2>& out) {
  out.clear();
  out.push_back(path.front());
  for (std::size_t i = 1; i < path.size(); ++i) {
    const float dx = path[i].x - out.back().x, dy = path[i].y - out.back().y;
    if (dx * dx + dy * dy >= least * least || i + 1 == path.size()) out.push_back(path[i]);
  }
}

// The width swells in at the start and lifts towards the end.
float pressure(float part) { return (0.72f + 0.28f * smooth_step(0, 0.15f, part)) * (1 - 0.45f * smooth_step(0.6f, 1, part)); }

bool misses(std::span<const Vec2> path, float reach, const View& view, const image::PixelRect& area) {
  float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
  for (const Vec2& point : path) {
    const Vec2 at = view.apply(point);
    left = std::min(left, at.x), right = std::max(right, at.x), top = std::min(top, at.y), bottom = std::max(bottom, at.y);
  }
  return right + reach < static_cast<float>(area.x) || left - reach > static_cast<float>(area.right()) || bottom + reach < static_cast<float>(area.y) ||
         top - reach > static_cast<float>(area.bottom());
}

class Painter {
 public:
  Painter(const View& view, ColorSpace space, Canvas& canvas)
      : view_(view), space_(space), canvas_(canvas), scale_(pixels_per_unit(view)), bristles_(Bristles::get().level_for(scale_)) {}

  void paint(const Stroke& stroke, std::span<const Vec2> path) {
    if (path.size() < 2 || misses(path, stroke.width * scale_ + 3, view_, canvas_.area)) return;
    thin_out(path, std::max(1.2f / scale_, 0.3f * stroke.width), points_);
    if (points_.size() < 2) return;
    measure();
    if (along_.back() <= 0) return;
    const float half_px = std::max(kThinnest, 0.5f * stroke.width * scale_);
    const Brush brush = load(stroke, half_px);
    const float margin = 1 + 1 / half_px;  // a pixel more on each side for the smooth edge
    Corner left{}, right{};
    for (std::size_t i = 0; i < points_.size(); ++i) {
      Corner next_left{}, next_right{};
      place(i, half_px / scale_ * margin, margin, next_left, next_right);
      if (i > 0) {
        fill(left, right, next_left, brush, canvas_);
        fill(right, next_right, next_left, brush, canvas_);
      }
      left = next_left, right = next_right;
    }
  }

 private:
  void measure() {
    along_.assign(1, 0.0f);
    for (std::size_t i = 1; i < points_.size(); ++i) {
      const float dx = points_[i].x - points_[i - 1].x, dy = points_[i].y - points_[i - 1].y;
      along_.push_back(along_.back() + std::sqrt(dx * dx + dy * dy));
    }
  }

  Brush load(const Stroke& stroke, float half_px) const {
    Brush brush{};
    brush.bristles = &bristles_;
    space_(stroke.color, brush.color);
    brush.alpha = stroke.alpha * std::min(1.0f, 0.5f * stroke.width * scale_ / kThinnest);
    brush.relief = stroke.relief;
    brush.length = along_.back();
    brush.end = std::min(0.35f * brush.length, 1.1f * stroke.width);
    brush.u_scale = Bristles::kAlong * bristles_.scale;
    brush.u_shift = static_cast<float>(stroke.seed & 1023) * bristles_.scale;
    brush.v_scale = 0.5f * stroke.width * Bristles::kAcross * bristles_.scale;
    brush.v_shift = static_cast<float>((stroke.seed >> 10) & 255) * bristles_.scale;
    const float soft = 0.6f / half_px;
    brush.edge_from = 0.78f - soft;
    brush.edge_span = 1 / (0.22f + 2 * soft);
    return brush;
  }

  void place(std::size_t i, float half, float side, Corner& left, Corner& right) const {
    const Vec2 &before = points_[i > 0 ? i - 1 : 0], &after = points_[i + 1 < points_.size() ? i + 1 : i], &at = points_[i];
    const float dx = after.x - before.x, dy = after.y - before.y, length = std::max(1e-6f, std::sqrt(dx * dx + dy * dy));
    const float reach = half * pressure(along_[i] / along_.back());
    const Vec2 out{-dy / length * reach, dx / length * reach};
    left = {view_.apply({at.x + out.x, at.y + out.y}), along_[i], -side};
    right = {view_.apply({at.x - out.x, at.y - out.y}), along_[i], side};
  }

  const View& view_;
  ColorSpace space_;
  Canvas& canvas_;
  float scale_;
  const Bristles::Level& bristles_;
  std::vector<Vec2> points_;
  std::vector<float> along_;
};

}  // namespace

float pixels_per_unit(const View& view) {
  const float area = view.xx * view.yy - view.xy * view.yx;
  return std::sqrt(area < 0 ? -area : area);
}

void as_oklab(const Oklab& color, float out[3]) { out[0] = color.lightness, out[1] = color.a, out[2] = color.b; }

void as_srgb(const Oklab& color, float out[3]) {
  const Srgb srgb = srgb_from_oklab(color);
  out[0] = srgb.red, out[1] = srgb.green, out[2] = srgb.blue;
}

void rasterise(const StrokeList& list, std::size_t from, const View& view, ColorSpace space, Canvas& canvas) {
  if (canvas.area.empty()) return;
  Painter painter(view, space, canvas);
  for (std::size_t i = from; i < list.strokes.size(); ++i) painter.paint(list.strokes[i], list.path(list.strokes[i]));
}

}  // namespace compositor::paint
