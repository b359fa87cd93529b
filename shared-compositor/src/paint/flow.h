#pragma once

#include "paint/plane.h"

namespace compositor::paint {

// All in pixels of the reference.
struct FlowScale {
  float before = 2;   // blur before taking gradients
  float after = 6;    // blur of the tensor
  float smooth = 2.4f;  // blur of the directions
};

// Where brush strokes should run: along edges, not across them. Di Zenzo's structure tensor of all three channels at two
// scales; where the fine one has no clear direction, one four times coarser decides. Two channels: cosine and sine
// of twice the angle, so that opposite directions are the same. `weight` (one channel, may be null) says where
// gradients count.
Plane make_flow(const Plane& oklab, const Plane* weight, const FlowScale& scale);

// The direction (one of the two) at a place between pixels.
Vec2 direction_at(const Plane& flow, float x, float y);

}  // namespace compositor::paint
