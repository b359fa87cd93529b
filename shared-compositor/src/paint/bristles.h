#pragma once

#include <cstdint>
#include <vector>

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
    std::vector<float> values;

    // Between texels; any coordinates.
    [[nodiscard]] float sample(float u, float v) const;
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

inline float Bristles::Level::sample(float u, float v) const {
  const int i = floor_of(u), j = floor_of(v);
  const float a = u - static_cast<float>(i), b = v - static_cast<float>(j);
  const int left = i & (width - 1), right = (i + 1) & (width - 1);
  const float* top = values.data() + (j & (height - 1)) * width;
  const float* bottom = values.data() + ((j + 1) & (height - 1)) * width;
  const float above = top[left] + (top[right] - top[left]) * a, below = bottom[left] + (bottom[right] - bottom[left]) * a;
  return above + (below - above) * b;
}

}  // namespace compositor::paint
