#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compositor/geometry.h"

namespace compositor::matte {

// What a person's brush said about a pixel.
enum class Touch : std::uint8_t { kNone, kAdd, kErase };

// A round brush drawn along a line of points; lengths and places in pixels of the grid, pixel n's middle at n + 0.5.
struct Stroke {
  bool add;
  double radius;
  std::vector<Point> points;
};

// The strokes on a grid, row by row; the later stroke wins. The brush is `stretch` times as high as wide. Places outside
// the grid are left out. The time does not grow with a stroke's length beyond the rows and pixels that it covers.
std::vector<Touch> draw_strokes(std::span<const Stroke> strokes, int width, int height, double stretch = 1);

}  // namespace compositor::matte
