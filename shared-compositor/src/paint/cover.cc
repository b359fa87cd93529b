#include "paint/cover.h"

namespace compositor::paint {
namespace {

// Along a line: 0 within `reach` of a 0 and of the line's ends, where nothing is known.
void shrink(std::uint8_t* line, int count, std::size_t step, int reach) {
  const auto at = [&](int i) -> std::uint8_t& { return line[static_cast<std::size_t>(i) * step]; };
  int opaque = 0;  // in a row, up to the pixel that is looked at
  for (int i = 0; i < count + reach; ++i) {
    opaque = i < count && at(i) != 0 ? opaque + 1 : 0;
    // Behind what is still to be read.
    if (i >= reach) at(i - reach) = opaque > 2 * reach ? 1 : 0;
  }
}

}  // namespace

Hidden::Hidden(const Cover& cover, const image::PixelRect& area, int times, int reach) : area_(intersect(cover.area, area)), times_(times) {
  if (area_.empty()) return;
  const auto width = static_cast<std::size_t>(area_.width), height = static_cast<std::size_t>(area_.height);
  values_.resize(width * height);
  for (std::size_t y = 0; y < height; ++y) {
    const std::size_t row = (y + static_cast<std::size_t>(area_.y - cover.area.y)) * static_cast<std::size_t>(cover.area.width);
    const std::uint8_t* alpha = &cover.picture.rgba[4 * (row + static_cast<std::size_t>(area_.x - cover.area.x)) + 3];
    for (std::size_t x = 0; x < width; ++x) values_[y * width + x] = alpha[4 * x] == 255 ? 1 : 0;
  }
  const int around = (reach + times - 1) / times;
  for (std::size_t y = 0; y < height; ++y) shrink(&values_[y * width], area_.width, 1, around);
  for (std::size_t x = 0; x < width; ++x) shrink(&values_[x], area_.height, width, around);
}

}  // namespace compositor::paint
