#include "matte/brush.h"

#include <algorithm>
#include <cmath>

namespace compositor::matte {
namespace {

constexpr double kFar = 1e6;

struct Interval {
  double from = 2 * kFar, to = -2 * kFar;
  void include(double x) { from = std::min(from, x), to = std::max(to, x); }
};

void include_disc(Interval& row, const Point& centre, double radius, double y) {
  const double above = y - centre.y, square = radius * radius - above * above;
  if (square < 0) return;
  const double half = std::sqrt(square);
  row.include(centre.x - half);
  row.include(centre.x + half);
}

void include_edge(Interval& row, const Point& a, const Point& b, double y) {
  if ((a.y < y) == (b.y < y)) return;
  row.include(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)));
}

// What one pull of the brush from a to b covers of a row; it is convex, so that one interval is all of it.
Interval covered(const Point& a, const Point& b, double radius, double y) {
  Interval row;
  include_disc(row, a, radius, y);
  include_disc(row, b, radius, y);
  const double dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
  if (length > 0) {
    const double side_x = -dy / length * radius, side_y = dx / length * radius;
    include_edge(row, {a.x + side_x, a.y + side_y}, {b.x + side_x, b.y + side_y}, y);
    include_edge(row, {a.x - side_x, a.y - side_y}, {b.x - side_x, b.y - side_y}, y);
  }
  return row;
}

// The first pixel whose middle is at or behind `x`.
int first_behind(double x, int size) { return static_cast<int>(std::clamp(x - 0.5, -1.0, size - 0.5) + 1); }

// Where the brush is round.
Point unstretched(const Point& p, double stretch) { return {std::clamp(p.x, -kFar, kFar), std::clamp(p.y / stretch, -kFar, kFar)}; }

}  // namespace

std::vector<Touch> draw_strokes(std::span<const Stroke> strokes, int width, int height, double stretch) {
  std::vector<Touch> touched(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), Touch::kNone);
  for (const Stroke& stroke : strokes) {
    for (std::size_t i = 0; i < stroke.points.size(); ++i) {
      const Point a = unstretched(stroke.points[i > 0 ? i - 1 : 0], stretch), b = unstretched(stroke.points[i], stretch);
      const int top = first_behind((std::min(a.y, b.y) - stroke.radius) * stretch, height);
      const int bottom = first_behind((std::max(a.y, b.y) + stroke.radius) * stretch, height);
      for (int y = top; y < bottom; ++y) {
        const Interval row = covered(a, b, stroke.radius, (y + 0.5) / stretch);
        const int from = first_behind(row.from, width), to = first_behind(row.to, width);
        const auto begin = touched.begin() + static_cast<std::ptrdiff_t>(y) * width;
        if (from < to) std::fill(begin + from, begin + to, stroke.add ? Touch::kAdd : Touch::kErase);
      }
    }
  }
  return touched;
}

}  // namespace compositor::matte
