#pragma once

#include <array>

#include "model/pixel_oval.h"

namespace model {

// What a finger or mouse can take hold of.
enum class Grip { kNowhere, kBody, kRight, kBottom, kLeft, kTop, kTurn };

struct Handle {
  Grip grip;
  Point at;  // photo pixels
};

// The four edge handles, then the turning handle, `turn_gap_px` above the oval's top. When that would leave the
// photo at its upper edge the turning handle stands below the oval instead.
std::array<Handle, 5> handles(const PixelOval& oval, double turn_gap_px);

// The nearest handle within `reach_px` of `at`; else the body when `at` is inside the oval; else nowhere.
Grip grip_at(const PixelOval& oval, Point at, double reach_px, double turn_gap_px);

// The oval after dragging `grip` of `start` from `from` to `to`. The body follows exactly; an edge handle moves its
// edge with the opposite edge staying where it is; the turning handle turns about the centre.
PixelOval drag(const PixelOval& start, Grip grip, Point from, Point to);

}  // namespace model
