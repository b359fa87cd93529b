#pragma once

#include "paint/plane.h"

namespace compositor::paint {

// `pet` is over 0.5 where the pet is.

// Units from each pixel to the nearest one that is the pet, less half a pixel; -1 on the pet.
Plane distance_outside(const Plane& pet, float pixels_per_unit);

// The pet's colours, going on beyond its edge: nearby ones first, then wider and wider means.
Plane spread_colors(const Plane& oklab, const Plane& pet, float pixels_per_unit);

}  // namespace compositor::paint
