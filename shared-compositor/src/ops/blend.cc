#include "ops/blend.h"

#include <algorithm>
#include <cstring>

#include "image/fixed_point.h"

namespace compositor::ops {
namespace {

constexpr int kBandRows = 64;

// to = (to * (255 - share) + from * share) / 255, rounded, with what div255 does in 16 bits.
void mix_bytes(std::uint8_t* __restrict to, const std::uint8_t* __restrict from, const std::uint8_t* __restrict share, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto sum = static_cast<std::uint16_t>(to[i] * (255 - share[i]) + from[i] * share[i] + 128);
    to[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
  }
}

void mix_row(std::uint8_t* to, const std::uint8_t* from, std::span<const std::uint8_t> mask) {
  constexpr std::size_t kPixels = 256;
  std::uint8_t shares[4 * kPixels];
  for (std::size_t start = 0; start < mask.size(); start += kPixels) {
    const std::size_t count = std::min(kPixels, mask.size() - start);
    for (std::size_t i = 0; i < count; ++i) std::memset(shares + 4 * i, mask[start + i], 4);
    mix_bytes(to + 4 * start, from + 4 * start, shares, 4 * count);
  }
}

}  // namespace

void blend_over(Image& backdrop, const Image& source, int x, int y, const image::PixelRect& part) {
  const image::PixelRect area = intersect({x, y, source.width, source.height}, part);
  if (area.empty()) return;
  for (int row = area.y; row < area.bottom(); ++row) {
    const std::uint8_t* from = source.rgba.data() + 4 * (static_cast<std::size_t>(row - y) * static_cast<std::size_t>(source.width) + static_cast<std::size_t>(area.x - x));
    std::uint8_t* to = backdrop.rgba.data() + 4 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(backdrop.width) + static_cast<std::size_t>(area.x));
    for (int i = 0; i < area.width; ++i, from += 4, to += 4) {
      const std::uint32_t alpha = from[3];
      if (alpha == 0) continue;
      for (int c = 0; c < 3; ++c) {
        // Bicubic overshoot can lift a colour above its alpha.
        to[c] = static_cast<std::uint8_t>(std::min(255u, from[c] + image::div255(to[c] * (255 - alpha))));
      }
    }
  }
}

void blend_masked(Image& backdrop, const Image& source, std::span<const std::uint8_t> mask, int x, int y, const ForEach& for_each) {
  const auto width = static_cast<std::size_t>(source.width), stride = static_cast<std::size_t>(backdrop.width);
  std::uint8_t* corner = backdrop.rgba.data() + 4 * (static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x));
  for_each((source.height + kBandRows - 1) / kBandRows, [&](int band) {
    const auto end = static_cast<std::size_t>(std::min(source.height, (band + 1) * kBandRows));
    for (auto row = static_cast<std::size_t>(band * kBandRows); row < end; ++row) {
      mix_row(corner + 4 * row * stride, source.rgba.data() + 4 * row * width, mask.subspan(row * width, width));
    }
  });
}

}  // namespace compositor::ops
