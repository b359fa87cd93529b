#include "ops/orient.h"

#include <cstring>

namespace compositor::ops {
namespace {

// How to read the stored picture: rows as columns, then from the right, from the bottom.
struct Reading {
  bool transposed, from_right, from_bottom;
};

Reading reading_of(int orientation) {
  return {orientation >= 5 && orientation <= 8, orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8,
          orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7};
}

}  // namespace

Image orient(Image image, int orientation) {
  if (orientation < 2 || orientation > 8) return image;
  const auto [transposed, from_right, from_bottom] = reading_of(orientation);
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

image::PixelRect stored_part(const image::PixelRect& upright, int width, int height, int orientation) {
  const auto [transposed, from_right, from_bottom] = reading_of(orientation);
  image::PixelRect part = transposed ? image::PixelRect{upright.y, upright.x, upright.height, upright.width} : upright;
  if (from_right) part.x = width - part.right();
  if (from_bottom) part.y = height - part.bottom();
  return part;
}

}  // namespace compositor::ops
