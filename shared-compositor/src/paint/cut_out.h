#pragma once

#include "paint/plane.h"

namespace compositor::paint {

// What of the oval is the pet: 1, else 0. `oklab` shows the photo in and around the oval, `radius` is the distance from
// the oval's centre (its edge at 1; beyond kNowhere the photo has ended). Colours that are common outside the oval
// and rare in its middle are taken away where they touch the edge; the middle always stays. Where too little is seen of
// the surroundings the whole oval is the pet.
Plane cut_out(const Plane& oklab, const Plane& radius, float pixels_per_unit);

inline constexpr float kNowhere = 90;

// Units from each pixel to the nearest one that is the pet, less half a pixel; -1 on the pet.
Plane distance_outside(const Plane& pet, float pixels_per_unit);

// The pet's colours, going on beyond its edge: nearby ones first, then wider and wider means.
Plane spread_colors(const Plane& oklab, const Plane& pet, float pixels_per_unit);

}  // namespace compositor::paint
