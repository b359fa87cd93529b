#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "image/view.h"

namespace compositor::image {

// Some floats per pixel, interleaved. Who computes on planes uses + - * / and sqrt only, never fused, so that floats are
// the same everywhere.
struct Plane {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<float> values;

  Plane() = default;
  Plane(int w, int h, int c) : width(w), height(h), channels(c), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * static_cast<std::size_t>(c)) {}

  [[nodiscard]] std::size_t index(int x, int y) const {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * static_cast<std::size_t>(channels);
  }
  float* at(int x, int y) { return &values[index(x, y)]; }
  [[nodiscard]] const float* at(int x, int y) const { return &values[index(x, y)]; }
  // The nearest pixel of the plane, also for places outside.
  [[nodiscard]] const float* nearest(float x, float y) const {
    return at(std::clamp(static_cast<int>(x), 0, width - 1), std::clamp(static_cast<int>(y), 0, height - 1));
  }
};

// 0 at `low` and below, 1 at `high` and above, smooth between.
inline float smooth_step(float low, float high, float x) {
  const float t = std::clamp((x - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

}  // namespace compositor::image
