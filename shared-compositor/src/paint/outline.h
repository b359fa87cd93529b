#pragma once

#include <vector>

#include "paint/plane.h"

namespace compositor::paint {

// The outer edge of each part of a shape (`inside` over 0.5), clockwise on the picture, smoothed over half a unit, in
// points `spacing` units apart. Units with (0, 0) in the plane's corner. Parts of a few pixels are left out.
std::vector<std::vector<Vec2>> outlines_of(const Plane& inside, float pixels_per_unit, float spacing);

}  // namespace compositor::paint
