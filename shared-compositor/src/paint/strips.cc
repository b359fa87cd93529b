#include "paint/strips.h"

#include <cmath>

namespace compositor::paint {
namespace {

constexpr float kThinnest = 0.45f;  // half a stroke's width in pixels; thinner ones are drawn fainter instead
constexpr float kShortest = 2.5f;   // pixels: bends finer than that cannot be seen

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

class Cutter {
 public:
  Cutter(const View& view, ColorSpace space, const image::PixelRect& area, Strips& strips)
      : view_(view), space_(space), area_(area), strips_(strips), scale_(pixels_per_unit(view)), texture_scale_(Bristles::get().level_for(scale_).scale) {}

  void cut(const Stroke& stroke, std::span<const Vec2> path) {
    if (path.size() < 2 || misses(path, stroke.width * scale_ + 3, view_, area_)) return;
    thin_out(path, std::max(kShortest / scale_, 0.3f * stroke.width), points_);
    if (points_.size() < 2) return;
    measure();
    if (along_.back() <= 0) return;
    const float half_px = std::max(kThinnest, 0.5f * stroke.width * scale_);
    const float margin = 1 + 1 / half_px;  // a pixel more on each side for the smooth edge
    strips_.brushes.push_back(load(stroke, half_px));
    const Brush* brush = &strips_.brushes.back();
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const Vec2 out = outwards(i, half_px / scale_ * margin), at = points_[i];
      const Vec2 left = view_.apply({at.x + out.x, at.y + out.y}), right = view_.apply({at.x - out.x, at.y - out.y});
      if (i > 0) {
        Piece& last = strips_.pieces.back();
        last.next_left = left, last.next_right = right, last.next_along = along_[i];
      }
      if (i + 1 < points_.size()) strips_.pieces.push_back({left, right, {}, {}, along_[i], 0, margin, brush});
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
    space_(stroke.color, brush.color);
    brush.color[3] = 1;
    brush.alpha = stroke.alpha * std::min(1.0f, 0.5f * stroke.width * scale_ / kThinnest);
    brush.relief = stroke.relief;
    brush.length = along_.back();
    brush.end = std::min(0.35f * brush.length, 1.1f * stroke.width);
    brush.u_scale = Bristles::kAlong * texture_scale_;
    brush.u_shift = static_cast<float>(stroke.seed & 1023) * texture_scale_;
    brush.v_scale = 0.5f * stroke.width * Bristles::kAcross * texture_scale_;
    brush.v_shift = static_cast<float>((stroke.seed >> 10) & 255) * texture_scale_;
    const float soft = 0.6f / half_px;
    brush.edge_from = 0.78f - soft;
    brush.edge_span = 1 / (0.22f + 2 * soft);
    return brush;
  }

  // From a point of the path to its left.
  [[nodiscard]] Vec2 outwards(std::size_t i, float half) const {
    const Vec2 &before = points_[i > 0 ? i - 1 : 0], &after = points_[i + 1 < points_.size() ? i + 1 : i];
    const float dx = after.x - before.x, dy = after.y - before.y, length = std::max(1e-6f, std::sqrt(dx * dx + dy * dy));
    const float reach = half * pressure(along_[i] / along_.back());
    return {-dy / length * reach, dx / length * reach};
  }

  const View& view_;
  ColorSpace space_;
  image::PixelRect area_;
  Strips& strips_;
  float scale_, texture_scale_;
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

Strips cut_strips(const StrokeList& list, std::size_t from, std::size_t end, const View& view, ColorSpace space, const image::PixelRect& area) {
  Strips strips;
  strips.brushes.reserve(end - from);  // pieces point to them
  Cutter cutter(view, space, area, strips);
  for (std::size_t i = from; i < end; ++i) cutter.cut(list.strokes[i], list.path(list.strokes[i]));
  return strips;
}

}  // namespace compositor::paint
