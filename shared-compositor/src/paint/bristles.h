#pragma once

#include <cstdint>
#include <vector>

#include "paint/lanes.h"

namespace compositor::paint {

// What a brush leaves: long streaks along the stroke, 0..1, repeating in both directions; smaller and smaller copies for
// small pictures.
class Bristles {
 public:
  static constexpr float kAlong = 6;    // texels per unit
  static constexpr float kAcross = 10;

  struct Level {
    int width, height;  // powers of two
    float scale;        // of the full size
    // Each texel, its right neighbour and the two below them, a byte each from the lowest on: one look-up for all.
    std::vector<std::uint32_t> cells;

    // Between texels; any coordinates.
    [[nodiscard]] Floats sample(Floats u, Floats v) const;
  };

  // Made once, always the same.
  static const Bristles& get();

  // The level whose texels are about as large as the pixels.
  [[nodiscard]] const Level& level_for(float pixels_per_unit) const;

 private:
  Bristles();
  std::vector<Level> levels_;
};

// Rounded down, for numbers that fit an int.
inline int floor_of(float x) {
  const int whole = static_cast<int>(x);
  return whole - (x < static_cast<float>(whole) ? 1 : 0);
}

inline Floats Bristles::Level::sample(Floats u, Floats v) const {
  const Ints i = paint::floor_of(u), j = paint::floor_of(v);
  const Floats a = u - as_floats(i), b = v - as_floats(j);
  const Ints cell = (j & all(height - 1)) * all(width) + (i & all(width - 1));
  const auto at = [&](int lane) { return static_cast<std::int32_t>(cells[static_cast<std::size_t>(cell[lane])]); };
  const Ints four{at(0), at(1), at(2), at(3)}, byte = all(std::int32_t{255});
  const Floats left = as_floats(four & byte), right = as_floats((four >> 8) & byte);
  const Floats low_left = as_floats((four >> 16) & byte), low_right = as_floats((four >> 24) & byte);
  const Floats above = left + (right - left) * a, below = low_left + (low_right - low_left) * a;
  return (above + (below - above) * b) * all(1.0f / 255);
}

}  // namespace compositor::paint
