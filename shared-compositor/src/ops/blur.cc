#include "ops/blur.h"

#include <vector>

namespace compositor::ops {
namespace {

// One line of alpha values `stride` bytes apart, averaged over 2 * radius + 1 neighbours.
void blur_line(std::uint8_t* line, int count, std::size_t stride, int radius, std::vector<std::uint8_t>& copy) {
  copy.assign(static_cast<std::size_t>(count + 2 * radius + 1), 0);
  for (int i = 0; i < count; ++i) copy[static_cast<std::size_t>(i + radius)] = line[static_cast<std::size_t>(i) * stride];
  const unsigned window = static_cast<unsigned>(2 * radius + 1);
  unsigned sum = 0;
  for (unsigned i = 0; i < window; ++i) sum += copy[i];
  for (int i = 0; i < count; ++i) {
    line[static_cast<std::size_t>(i) * stride] = static_cast<std::uint8_t>((sum + window / 2) / window);
    sum += copy[static_cast<std::size_t>(i) + window];
    sum -= copy[static_cast<std::size_t>(i)];
  }
}

}  // namespace

void blur_alpha(Image& image, int radius) {
  std::vector<std::uint8_t> copy;
  const std::size_t row_size = 4 * static_cast<std::size_t>(image.width);
  for (int pass = 0; pass < 3; ++pass) {
    for (int y = 0; y < image.height; ++y) blur_line(&image.rgba[static_cast<std::size_t>(y) * row_size + 3], image.width, 4, radius, copy);
    for (int x = 0; x < image.width; ++x) blur_line(&image.rgba[4 * static_cast<std::size_t>(x) + 3], image.height, row_size, radius, copy);
  }
}

}  // namespace compositor::ops
