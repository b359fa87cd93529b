#include "field.h"

#include <algorithm>
#include <cmath>

namespace scene_builder {
namespace {

using compositor::Point;

constexpr int kStepsPerCorner = 12;
constexpr int kSubRows = 8;

std::vector<Point> outline(const std::vector<Point>& p, double scale) {
  std::vector<Point> curve;
  const std::size_t n = p.size();
  for (std::size_t i = 0; i < n; ++i) {
    const Point &a = p[(i + n - 1) % n], &b = p[i], &c = p[(i + 1) % n], &d = p[(i + 2) % n];
    for (int step = 0; step < kStepsPerCorner; ++step) {
      const double t = static_cast<double>(step) / kStepsPerCorner;
      const auto at = [t](double p0, double p1, double p2, double p3) {
        return 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
      };
      curve.push_back({scale * at(a.x, b.x, c.x, d.x), scale * at(a.y, b.y, c.y, d.y)});
    }
  }
  return curve;
}

// Adds the part of each pixel in row `y` that lies between x = from and x = to.
void add_span(Field& mask, int y, double from, double to, double weight) {
  const int first = std::max(0, static_cast<int>(std::floor(from))), last = std::min(mask.width - 1, static_cast<int>(std::floor(to)));
  for (int x = first; x <= last; ++x) {
    const double covered = std::min(to, x + 1.0) - std::max(from, static_cast<double>(x));
    mask.at(x, y) = std::min(1.0, mask.at(x, y) + weight * std::max(0.0, covered));
  }
}

void blur_line(const double* from, double* to, int count, std::ptrdiff_t stride, int radius) {
  for (int i = 0; i < count; ++i) {
    double sum = 0;
    for (int k = -radius; k <= radius; ++k) sum += from[std::clamp(i + k, 0, count - 1) * stride];
    to[i * stride] = sum / (2 * radius + 1);
  }
}

}  // namespace

void fill_curve(Field& mask, const std::vector<Point>& corners, double scale) {
  const std::vector<Point> curve = outline(corners, scale);
  for (int row = 0; row < mask.height * kSubRows; ++row) {
    const double y = (row + 0.5) / kSubRows;
    std::vector<double> crossings;
    for (std::size_t i = 0; i < curve.size(); ++i) {
      const Point &a = curve[i], &b = curve[(i + 1) % curve.size()];
      if ((a.y <= y) != (b.y <= y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) add_span(mask, row / kSubRows, crossings[i], crossings[i + 1], 1.0 / kSubRows);
  }
}

Field grown(const Field& mask, double radius) {
  Field out = mask;
  const int reach = static_cast<int>(std::ceil(radius));
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      const double value = mask.at(x, y);
      if (value == 0) continue;
      for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
          if (dx * dx + dy * dy > radius * radius || x + dx < 0 || y + dy < 0 || x + dx >= mask.width || y + dy >= mask.height) continue;
          out.at(x + dx, y + dy) = std::max(out.at(x + dx, y + dy), value);
        }
      }
    }
  }
  return out;
}

Field blurred(const Field& field, int radius) {
  Field out = field, half = field;
  for (int pass = 0; pass < 3; ++pass) {
    for (int y = 0; y < out.height; ++y) blur_line(&out.at(0, y), &half.at(0, y), out.width, 1, radius);
    for (int x = 0; x < out.width; ++x) blur_line(&half.at(x, 0), &out.at(x, 0), out.height, out.width, radius);
  }
  return out;
}

}  // namespace scene_builder
