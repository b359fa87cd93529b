#pragma once

#include "model/pixel_oval.h"

namespace model {

// Two fingers on the photo. What was under each finger stays under it: moving, spreading and turning the fingers
// moves, resizes and turns the oval, all about the fingers' middle. Where the oval grows or shrinks no farther on this
// photo, it stays at the fingers' middle.
struct TwoFingers {
  Point a;
  Point b;
};

PixelOval pinch(const PixelOval& start, TwoFingers from, TwoFingers to, PhotoSize photo);

}  // namespace model
