#pragma once

namespace compositor::image {

struct Vec2 {
  float x = 0;
  float y = 0;
};

// Units of something drawn to pixels of a picture; pixel n covers [n, n + 1).
struct View {
  float xx = 1, xy = 0, x0 = 0;
  float yx = 0, yy = 1, y0 = 0;

  [[nodiscard]] Vec2 apply(Vec2 p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
};

}  // namespace compositor::image
