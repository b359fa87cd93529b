#include "paint/contour.h"

#include <cmath>

namespace compositor::paint {
namespace {

constexpr float kWidth = 1.5f, kAlpha = 0.7f, kOffset = 0.7f;
constexpr Oklab kDark{0.225f, -0.008f, -0.004f};

// The outline's point `i`, moved outwards.
Vec2 beside(std::span<const Vec2> outline, std::size_t i, float offset) {
  const std::size_t n = outline.size();
  const Vec2 &before = outline[(i + n - 1) % n], &at = outline[i % n], &after = outline[(i + 1) % n];
  const float dx = after.x - before.x, dy = after.y - before.y, length = std::max(1e-6f, std::sqrt(dx * dx + dy * dy));
  return {at.x + dy / length * offset, at.y - dx / length * offset};
}

}  // namespace

void add_contour(std::span<const Vec2> outline, Dice& dice, StrokeList& list) {
  if (outline.size() < 8) return;
  const float dx = outline[1].x - outline[0].x, dy = outline[1].y - outline[0].y;
  const float spacing = std::max(0.05f, std::sqrt(dx * dx + dy * dy));
  std::vector<Vec2> path;
  for (int pass = 0; pass < 2; ++pass) {
    std::size_t i = 0;
    while (i < outline.size()) {
      const std::size_t count = 3 + static_cast<std::size_t>(dice.between(6, 20) / spacing);
      const float offset = kOffset * dice.between(0.4f, 1.6f);
      path.clear();
      for (std::size_t k = 0; k < count; ++k) path.push_back(beside(outline, i + k, offset));
      Stroke stroke;
      stroke.width = kWidth * dice.between(0.6f, 1.4f);
      stroke.alpha = kAlpha;
      stroke.color = {kDark.lightness + 0.05f * dice.around_zero(), kDark.a + 0.02f * (dice.uniform() - 0.5f), kDark.b + 0.03f * (dice.uniform() - 0.5f)};
      stroke.seed = dice.next();
      list.add(stroke, path);
      i += static_cast<std::size_t>(static_cast<float>(count) * dice.between(0.6f, 1.1f)) + 1;
    }
  }
}

}  // namespace compositor::paint
