#include "ops/blend.h"

#include <algorithm>

#include "image/fixed_point.h"

namespace compositor::ops {

void blend_over(Image& backdrop, const Image& source, int x, int y) {
  for (int row = 0; row < source.height; ++row) {
    const std::uint8_t* from = source.rgba.data() + 4 * static_cast<std::size_t>(row) * static_cast<std::size_t>(source.width);
    std::uint8_t* to = backdrop.rgba.data() + 4 * (static_cast<std::size_t>(y + row) * static_cast<std::size_t>(backdrop.width) + static_cast<std::size_t>(x));
    for (int i = 0; i < source.width; ++i, from += 4, to += 4) {
      const std::uint32_t alpha = from[3];
      if (alpha == 0) continue;
      for (int c = 0; c < 3; ++c) {
        // Bicubic overshoot can lift a colour above its alpha.
        to[c] = static_cast<std::uint8_t>(std::min(255u, from[c] + image::div255(to[c] * (255 - alpha))));
      }
    }
  }
}

}  // namespace compositor::ops
