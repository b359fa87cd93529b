#include "recipe/trigonometry.h"

namespace compositor::recipe {

SineCosine sine_cosine(double degrees) {
  const double turns = degrees / 90.0;
  const int quarter = static_cast<int>(turns < 0 ? turns - 0.5 : turns + 0.5);
  const double r = (degrees - 90.0 * quarter) * 0.017453292519943295;
  const double r2 = r * r;
  // Taylor series to r^15 and r^14: enough on [-pi/4, pi/4].
  const double sine =
      r * (1 - r2 / 6 * (1 - r2 / 20 * (1 - r2 / 42 * (1 - r2 / 72 * (1 - r2 / 110 * (1 - r2 / 156 * (1 - r2 / 210)))))));
  const double cosine = 1 - r2 / 2 * (1 - r2 / 12 * (1 - r2 / 30 * (1 - r2 / 56 * (1 - r2 / 90 * (1 - r2 / 132 * (1 - r2 / 182))))));
  switch (((quarter % 4) + 4) % 4) {
    case 0: return {sine, cosine};
    case 1: return {cosine, -sine};
    case 2: return {-sine, -cosine};
    default: return {-cosine, sine};
  }
}

}  // namespace compositor::recipe
