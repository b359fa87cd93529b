#include "model/display_copy.h"

#include <algorithm>
#include <cstdint>

namespace model {
namespace {

void average_block(const compositor::Image& photo, int left, int top, int factor, std::uint8_t* out) {
  std::uint32_t sum[4] = {0, 0, 0, 0};
  for (int y = top; y < top + factor; ++y) {
    const std::uint8_t* in = photo.rgba.data() + 4 * (static_cast<std::size_t>(y) * photo.width + left);
    for (int i = 0; i < 4 * factor; ++i) sum[i % 4] += in[i];
  }
  const std::uint32_t count = static_cast<std::uint32_t>(factor) * factor;
  for (int channel = 0; channel < 4; ++channel) out[channel] = static_cast<std::uint8_t>(sum[channel] / count);
}

}  // namespace

compositor::Image display_copy(const compositor::Image& photo, int max_side) {
  const int longest = std::max(photo.width, photo.height);
  const int factor = (longest + max_side - 1) / max_side;
  if (factor <= 1 || std::min(photo.width, photo.height) < factor) return photo;
  compositor::Image small;
  small.width = photo.width / factor;
  small.height = photo.height / factor;
  small.rgba.resize(4 * small.pixel_count());
  std::uint8_t* out = small.rgba.data();
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x, out += 4) average_block(photo, x * factor, y * factor, factor, out);
  }
  return small;
}

}  // namespace model
