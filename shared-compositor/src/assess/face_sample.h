#pragma once

#include <cstdint>
#include <vector>

#include "compositor/image.h"
#include "compositor/recipe.h"

namespace compositor::assessing {

// The oval's surroundings, upright, on a grid whose size does not depend on the photo's: kRadius points make a radius
// of the oval.
class FaceSample {
 public:
  static constexpr int kRadius = 96;
  static constexpr int kSide = 2 * kRadius + 1;

  FaceSample(const Image& photo, const Recipe& recipe);

  // (0, 0) is the oval's centre; |x|, |y| <= kRadius.
  [[nodiscard]] int brightness(int x, int y) const { return brightness_[index(x, y)]; }
  [[nodiscard]] bool on_photo(int x, int y) const { return on_photo_[index(x, y)] != 0; }
  static bool in_oval(int x, int y) { return x * x + y * y <= kRadius * kRadius; }

  [[nodiscard]] int oval_count() const { return oval_count_; }        // points of the oval
  [[nodiscard]] int outside_count() const { return outside_count_; }  // of these, outside the photo
  [[nodiscard]] int white_count() const { return white_count_; }      // of these, plain white
  // The brightness that `per_mille` of the oval's points on the photo do not exceed.
  [[nodiscard]] int percentile(int per_mille) const;

 private:
  static std::size_t index(int x, int y) { return static_cast<std::size_t>((y + kRadius) * kSide + x + kRadius); }
  void count(int x, int y);

  std::vector<std::uint8_t> brightness_, on_photo_;
  std::vector<int> histogram_;
  int oval_count_ = 0, outside_count_ = 0, white_count_ = 0;
};

}  // namespace compositor::assessing
