#pragma once

#include "compositor/image.h"
#include "compositor/recipe.h"

namespace compositor::recipe {

// Strokes are planned at the size of a face this many units high (before it is stretched), whatever the scene's own units are.
inline constexpr double kFaceUnits = 84;

struct PhotoPoint {
  double x, y;  // pixels of the photo, pixel centres on whole numbers
};

// The pet's face on its own: units with (0, 0) in the oval's centre, the oval upright and the
// face stretched downwards as the style says. Neither pose nor target matter.
struct Face {
  double radius_x, radius_y;     // of the oval, units
  double photo_pixels_per_unit;  // across
  double xx, xy, x0, yx, yy, y0;

  [[nodiscard]] PhotoPoint photo_at(double x, double y) const { return {xx * x + xy * y + x0, yx * x + yy * y + y0}; }
};

Face make_face(const Recipe& recipe, const Image& photo);

}  // namespace compositor::recipe
