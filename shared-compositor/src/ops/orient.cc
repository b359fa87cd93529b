#include "ops/orient.h"

#include <cstring>

namespace compositor::ops {

Image orient(Image image, int orientation) {
  if (orientation < 2 || orientation > 8) return image;
  const bool transposed = orientation >= 5;
  const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;

  Image out{transposed ? image.height : image.width, transposed ? image.width : image.height, {}};
  out.rgba.resize(image.rgba.size());
  std::uint8_t* to = out.rgba.data();
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x, to += 4) {
      const int across = transposed ? y : x;
      const int down = transposed ? x : y;
      const int sx = from_right ? image.width - 1 - across : across;
      const int sy = from_bottom ? image.height - 1 - down : down;
      std::memcpy(to, &image.rgba[4 * (static_cast<std::size_t>(sy) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(sx))], 4);
    }
  }
  return out;
}

}  // namespace compositor::ops
