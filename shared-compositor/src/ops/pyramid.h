#pragma once

#include <cstdint>
#include <vector>

#include "compositor/image.h"
#include "image/work.h"

namespace compositor::ops {

// Half the size (rounded up), each pixel the mean of 2x2; the last row or column of an odd size counts twice.
Image halve(const Image& image);
// The same, rows shared.
Image halve(const Image& image, image::Work& work);

// Smaller and smaller copies of a picture. Level 0 is the picture itself, which is not copied and must outlive the
// pyramid; pixel centres of level n sit at (x + 0.5) / 2^n - 0.5 of level 0.
class Pyramid {
 public:
  Pyramid() = default;
  explicit Pyramid(const Image& base) : base_(&base) {}

  // Builds what is missing down to `level`; stops where a side would fall under 8 pixels.
  const Image& level(int level);

  // The coarsest level at which one step of `step` (Q32, pixels of level 0) is still over 0.7 pixels.
  [[nodiscard]] int level_for_step(std::int64_t step) const;

 private:
  const Image* base_ = nullptr;
  std::vector<Image> coarser_;
};

}  // namespace compositor::ops
