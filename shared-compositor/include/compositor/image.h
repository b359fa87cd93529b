#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace compositor {

// 8-bit sRGB, four interleaved channels R G B A, straight (not premultiplied) alpha, rows top to bottom
// without padding: `rgba.size() == 4 * width * height`.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;

  [[nodiscard]] std::size_t pixel_count() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  }
};

}  // namespace compositor
