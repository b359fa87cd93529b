#include "paint/trace.h"

#include <algorithm>
#include <cmath>

namespace compositor::paint {
namespace {

constexpr float kColorTolerance = 0.075f;
constexpr int kMostSteps = 40;

// One way from the seed, which is not added to the path. `sense`: 1 or -1; `longest` in pixels.
void follow(const TraceGround& ground, const Layer& layer, Vec2 seed, float sense, float longest, float overshoot, std::vector<Vec2>& path) {
  const float unit = ground.reference.pixels_per_unit, width = layer.width * unit;
  const float step = std::max(0.45f * width, 0.5f * unit), shortest = 0.5f * layer.least * width;
  const Oklab color = color_at(ground.colors, seed.x, seed.y);
  Vec2 at = seed, heading;
  float length = 0;
  for (int i = 0; i < kMostSteps && length <= longest; ++i) {
    Vec2 way = ground.direction(at);
    if (i == 0) {
      way = {way.x * sense, way.y * sense};
    } else {
      if (way.x * heading.x + way.y * heading.y < 0) way = {-way.x, -way.y};
      way = {0.6f * way.x + 0.4f * heading.x, 0.6f * way.y + 0.4f * heading.y};
      const float norm = std::max(1e-6f, std::sqrt(way.x * way.x + way.y * way.y));
      way = {way.x / norm, way.y / norm};
    }
    const Vec2 next{at.x + way.x * step, at.y + way.y * step};
    if (next.x < -width || next.y < -width || next.x >= static_cast<float>(ground.colors.width) + width || next.y >= static_cast<float>(ground.colors.height) + width) break;
    if (outside_at(ground.reference, next.x, next.y) > overshoot) break;
    const float strange = difference(color_at(ground.colors, next.x, next.y), color);
    if (strange > 2 * kColorTolerance) break;
    if (length > shortest && (strange > kColorTolerance || strange > *ground.error.nearest(next.x, next.y) * 1.2f + 0.02f)) break;
    path.push_back(next);
    at = next, heading = way, length += step;
  }
}

}  // namespace

Oklab color_at(const Plane& oklab, float x, float y) {
  const float* at = oklab.nearest(x, y);
  return {at[0], at[1], at[2]};
}

std::vector<Vec2> trace_stroke(const TraceGround& ground, const Layer& layer, Vec2 seed, float overshoot, Dice& dice) {
  const float width = layer.width * ground.reference.pixels_per_unit, longest = 0.5f * layer.most * width;
  const float ahead = longest * dice.between(0.6f, 1.4f), behind = longest * dice.between(0.6f, 1.4f);
  std::vector<Vec2> path;
  path.reserve(kMostSteps);
  follow(ground, layer, seed, -1, behind, overshoot, path);
  std::reverse(path.begin(), path.end());
  path.push_back(seed);
  follow(ground, layer, seed, 1, ahead, overshoot, path);
  if (path.size() < 2) {
    const Vec2 way = ground.direction(seed);
    const float half = 0.6f * layer.width * ground.reference.pixels_per_unit;
    path = {{seed.x - way.x * half, seed.y - way.y * half}, seed, {seed.x + way.x * half, seed.y + way.y * half}};
  }
  if (dice.uniform() < 0.5f) std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace compositor::paint
