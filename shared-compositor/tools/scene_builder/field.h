#pragma once

#include <cstddef>
#include <vector>

#include "compositor/geometry.h"

namespace scene_builder {

// One number per pixel, 0..1 for masks.
struct Field {
  int width = 0;
  int height = 0;
  std::vector<double> values;

  Field(int w, int h) : width(w), height(h), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
  double& at(int x, int y) { return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
  [[nodiscard]] double at(int x, int y) const {
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

// Adds the area of a closed Catmull-Rom curve through `corners` (units) to `mask` (`scale` pixels per unit), edges smoothed.
void fill_curve(Field& mask, const std::vector<compositor::Point>& corners, double scale);

// The largest value within `radius` pixels.
Field grown(const Field& mask, double radius);

// Three box blurs.
Field blurred(const Field& field, int radius);

}  // namespace scene_builder
