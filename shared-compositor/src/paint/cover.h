#pragma once

#include <cstdint>
#include <vector>

#include "compositor/image.h"
#include "image/pixel_rect.h"

namespace compositor::paint {

// A picture that will lie over a painted one: under its opaque pixels nothing need be painted.
struct Cover {
  const Image& picture;   // premultiplied
  image::PixelRect area;  // where it lies; its size is the picture's
};

// Pixels of a painted picture that need no paint.
class Hidden {
 public:
  Hidden() = default;
  // Of `area`, at `times` its size a side: what is opaque all around as far as `reach` pixels of the large picture.
  Hidden(const Cover& cover, const image::PixelRect& area, int times, int reach);

  [[nodiscard]] bool none() const { return values_.empty(); }
  // Pixels of the large picture.
  [[nodiscard]] bool at(int x, int y) const {
    x = x / times_ - area_.x, y = y / times_ - area_.y;
    if (x < 0 || y < 0 || x >= area_.width || y >= area_.height) return false;
    return values_[static_cast<std::size_t>(y) * static_cast<std::size_t>(area_.width) + static_cast<std::size_t>(x)] != 0;
  }

 private:
  image::PixelRect area_;
  int times_ = 1;
  std::vector<std::uint8_t> values_;
};

}  // namespace compositor::paint
