#include "ops/flatten.h"

#include "image/fixed_point.h"

namespace compositor::ops {

void flatten_onto_white(Image& image) {
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
    const std::uint32_t alpha = image.rgba[i + 3];
    if (alpha == 255) continue;
    for (std::size_t c = 0; c < 3; ++c) {
      image.rgba[i + c] = static_cast<std::uint8_t>(image::div255(image.rgba[i + c] * alpha + 255 * (255 - alpha)));
    }
    image.rgba[i + 3] = 255;
  }
}

void premultiply(Image& image) {
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
    const std::uint32_t alpha = image.rgba[i + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      image.rgba[i + c] = static_cast<std::uint8_t>(image::div255(image.rgba[i + c] * alpha));
    }
  }
}

}  // namespace compositor::ops
