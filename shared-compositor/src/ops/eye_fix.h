#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "compositor/recipe.h"
#include "ops/pyramid.h"

namespace compositor::ops {

// A pupil to be painted. In pixels of the photo, pixel centres on whole numbers.
struct Pupil {
  double x = 0, y = 0, radius = 0;
  double to_light_x = 0, to_light_y = 0;  // unit vector towards the highlight
  std::uint8_t dark[3] = {};
};

// Flash-lit eyes made dark again: in each tapped place the bright blob is found once; then any pixel of any size of the
// photo can be asked for. Without a blob the pupil is put where the person tapped.
class EyeFix {
 public:
  EyeFix() = default;
  // At most kMaxEyes `eyes`. The highlight lies towards the given unit vector from a pupil's middle.
  EyeFix(Pyramid& photo, const std::vector<Eye>& eyes, double to_light_x, double to_light_y);

  // `rgb` is what the photo shows at this place.
  void apply(double x, double y, std::uint8_t rgb[3]) const;

  [[nodiscard]] std::span<const Pupil> pupils() const { return {pupils_.data(), count_}; }

 private:
  std::array<Pupil, kMaxEyes> pupils_;
  std::size_t count_ = 0;
};

}  // namespace compositor::ops
