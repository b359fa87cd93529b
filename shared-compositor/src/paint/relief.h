#pragma once

#include "paint/plane.h"

namespace compositor::paint {

// The gain that looks like the painting.
inline constexpr float kPaintingRelief = 0.5f;

// How the light from the top left falls on paint of this height: one factor per pixel, 1 on flat paint. Slopes are
// taken per unit, so that small and large pictures look alike. `gain`: 0 is flat paint, 1 the thickest.
Plane relief_light(const Plane& height, float pixels_per_unit, float gain = kPaintingRelief);

// How many pixels away the paint is that a pixel's light depends on, at most.
inline int light_reach(float pixels_per_unit) { return 3 + static_cast<int>(pixels_per_unit * 0.19f); }

// The card under thin paint: a factor close to 1 for a pixel, from its place alone.
float card_grain(int x, int y);

}  // namespace compositor::paint
