#include "paint/outline.h"

#include <cmath>
#include <cstdint>

namespace compositor::paint {
namespace {

// Clockwise on the picture, from the right.
constexpr int kDx[8] = {1, 1, 0, -1, -1, -1, 0, 1}, kDy[8] = {0, 1, 1, 1, 0, -1, -1, -1};
constexpr std::size_t kFewestPixels = 24;
constexpr float kSmooth = 0.5f;  // units to each side

class Shape {
 public:
  explicit Shape(const Plane& inside) : plane_(inside), seen_(inside.values.size()) {}

  [[nodiscard]] bool is_new(int x, int y) const { return inside(x, y) && !seen_[plane_.index(x, y)]; }

  // Moore's neighbour tracing from a part's first pixel in reading order, whose neighbours above and left are outside.
  [[nodiscard]] std::vector<Vec2> trace(int x, int y) const {
    std::vector<Vec2> path;
    const int start_x = x, start_y = y;
    int direction = 0, first = -1;
    for (;;) {
      int turn = 0;
      while (turn < 8 && !inside(x + kDx[(direction + turn) % 8], y + kDy[(direction + turn) % 8])) ++turn;
      if (turn == 8) return path;  // a single pixel
      const int step = (direction + turn) % 8;
      if (x == start_x && y == start_y) {
        if (step == first) return path;
        if (first < 0) first = step;
      }
      path.push_back({static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f});
      x += kDx[step], y += kDy[step];
      direction = (step + 6) % 8 - step % 2;  // the first neighbour that was not looked at from the pixel before
      if (direction < 0) direction += 8;
    }
  }

  // Marks the part around a pixel, corners included, and counts its pixels.
  std::size_t take(int x, int y) {
    std::vector<std::pair<int, int>> todo{{x, y}};
    seen_[plane_.index(x, y)] = 1;
    std::size_t count = 0;
    while (!todo.empty()) {
      const auto [at_x, at_y] = todo.back();
      todo.pop_back();
      ++count;
      for (int d = 0; d < 8; ++d) {
        const int to_x = at_x + kDx[d], to_y = at_y + kDy[d];
        if (is_new(to_x, to_y)) seen_[plane_.index(to_x, to_y)] = 1, todo.emplace_back(to_x, to_y);
      }
    }
    return count;
  }

 private:
  [[nodiscard]] bool inside(int x, int y) const { return x >= 0 && y >= 0 && x < plane_.width && y < plane_.height && *plane_.at(x, y) > 0.5f; }

  const Plane& plane_;
  std::vector<std::uint8_t> seen_;
};

std::vector<Vec2> smoothed(const std::vector<Vec2>& path, int reach) {
  const int n = static_cast<int>(path.size());
  reach = std::min(reach, (n - 1) / 4);
  std::vector<Vec2> out;
  for (int i = 0; i < n; ++i) {
    Vec2 sum;
    for (int k = -reach; k <= reach; ++k) {
      const Vec2& at = path[static_cast<std::size_t>((i + k + n) % n)];
      sum.x += at.x, sum.y += at.y;
    }
    const float count = static_cast<float>(2 * reach + 1);
    out.push_back({sum.x / count, sum.y / count});
  }
  return out;
}

// Points at equal distances along a closed path.
std::vector<Vec2> spaced(const std::vector<Vec2>& path, float spacing) {
  std::vector<Vec2> out;
  float left = 0;  // to go until the next point
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Vec2 &a = path[i], &b = path[(i + 1) % path.size()];
    const float dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
    float at = left;
    for (; at < length; at += spacing) out.push_back({a.x + dx * (at / length), a.y + dy * (at / length)});
    left = at - length;
  }
  return out;
}

}  // namespace

std::vector<std::vector<Vec2>> outlines_of(const Plane& inside, float pixels_per_unit, float spacing) {
  Shape shape(inside);
  std::vector<std::vector<Vec2>> outlines;
  for (int y = 0; y < inside.height; ++y) {
    for (int x = 0; x < inside.width; ++x) {
      if (!shape.is_new(x, y) || shape.take(x, y) < kFewestPixels) continue;
      std::vector<Vec2> path = spaced(smoothed(shape.trace(x, y), static_cast<int>(kSmooth * pixels_per_unit)), spacing * pixels_per_unit);
      for (Vec2& point : path) point = {point.x / pixels_per_unit, point.y / pixels_per_unit};
      outlines.push_back(std::move(path));
    }
  }
  return outlines;
}

}  // namespace compositor::paint
