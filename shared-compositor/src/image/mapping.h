#pragma once

#include <cstdint>

namespace compositor::image {

// One axis of an upright mapping: target pixel n looks at source coordinate origin + n * step (Q32; the centre of
// source pixel k is k).
struct AxisMap {
  std::int64_t origin = 0;
  std::int64_t step = 0;
};

// x' = x0 + x * xx + y * xy and y' = y0 + x * yx + y * yy, all Q32, (x, y) whole pixels or grid points.
struct Affine {
  std::int64_t x0, xx, xy;
  std::int64_t y0, yx, yy;
};

}  // namespace compositor::image
