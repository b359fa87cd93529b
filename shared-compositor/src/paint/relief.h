#pragma once

#include "paint/plane.h"

namespace compositor::paint {

// How the light from the top left falls on paint of this height: one factor per pixel, 1 on flat paint. Slopes are
// taken per unit, so that small and large pictures look alike.
Plane relief_light(const Plane& height, float pixels_per_unit);

// The card under thin paint: a factor close to 1 for a pixel, from its place alone.
float card_grain(int x, int y);

}  // namespace compositor::paint
