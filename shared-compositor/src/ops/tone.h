#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "compositor/scene.h"

namespace compositor::ops {

// Brings a photo's brightness into the range of the painting and its colours towards the painting's palette.
class Tone {
 public:
  // How often each brightness (0..255) occurs in the pet.
  using Histogram = std::array<std::uint32_t, 256>;

  // Identity when `palette` is empty. `strength`: 0 keeps the pet's own colours, 1 takes the painting's.
  Tone(const std::vector<Tint>& palette, const Histogram& brightness, double strength);

  void apply(std::uint8_t rgb[3]) const;

  static int brightness_of(const std::uint8_t* rgb) { return (77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) >> 8; }

 private:
  bool identity_;
  int own_chroma_ = 256;  // of 256
  std::array<std::uint8_t, 256> brightness_{};
  std::array<Tint, 256> tint_{};  // in 1/256, by the new brightness
};

}  // namespace compositor::ops
