#include "ops/resample.h"

#include <algorithm>
#include <vector>

#include "image/fixed_point.h"
#include "ops/bicubic.h"

namespace compositor::ops {
namespace {

// Rows between the two passes keep 6 bits under the byte: the second pass must not see the first one's rounding.
constexpr int kExtraBits = 6;

struct Tap {
  int offset[4];
  const std::int16_t* weights;
};

Tap tap_at(std::int64_t position, int size, int stride) {
  const int whole = static_cast<int>(position >> image::kPositionBits);
  const auto phase = static_cast<std::size_t>((position >> (image::kPositionBits - 8)) & 255);
  Tap tap{{}, bicubic_table()[phase].data()};
  for (int i = 0; i < 4; ++i) tap.offset[i] = std::clamp(whole - 1 + i, 0, size - 1) * stride;
  return tap;
}

void stretch_row(const std::uint8_t* source, const std::vector<Tap>& taps, std::int16_t* out) {
  constexpr int kShift = kWeightBits - kExtraBits;
  for (const Tap& tap : taps) {
    for (int c = 0; c < 4; ++c) {
      std::int32_t sum = 1 << (kShift - 1);
      for (int i = 0; i < 4; ++i) sum += tap.weights[i] * source[tap.offset[i] + c];
      *out++ = static_cast<std::int16_t>(sum >> kShift);
    }
  }
}

void mix_rows(const std::int16_t* const rows[4], const std::int16_t* weights, std::size_t count, std::uint8_t* __restrict out) {
  constexpr int kShift = kWeightBits + kExtraBits;
  const std::int16_t* __restrict r0 = rows[0];
  const std::int16_t* __restrict r1 = rows[1];
  const std::int16_t* __restrict r2 = rows[2];
  const std::int16_t* __restrict r3 = rows[3];
  const std::int32_t w0 = weights[0], w1 = weights[1], w2 = weights[2], w3 = weights[3];
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t sum = r0[i] * w0 + r1[i] * w1 + r2[i] * w2 + r3[i] * w3 + (1 << (kShift - 1));
    out[i] = image::clamp_byte(sum >> kShift);
  }
}

}  // namespace

Image resample(const Image& source, const image::AxisMap& across, const image::AxisMap& down, const image::PixelRect& area) {
  Image out{area.width, area.height, {}};
  out.rgba.resize(4 * out.pixel_count());
  if (area.empty()) return out;

  std::vector<Tap> taps;
  taps.reserve(static_cast<std::size_t>(area.width));
  for (int x = 0; x < area.width; ++x) taps.push_back(tap_at(across.origin + (area.x + x) * across.step, source.width, 4));

  // A ring of stretched source rows; row k lives in slot k % 4, which holds because the four taps are neighbours.
  const std::size_t row_size = 4 * static_cast<std::size_t>(area.width);
  std::vector<std::int16_t> ring[4];
  int held[4] = {-1, -1, -1, -1};
  for (int y = 0; y < area.height; ++y) {
    const Tap tap = tap_at(down.origin + (area.y + y) * down.step, source.height, 1);
    const std::int16_t* rows[4];
    for (int i = 0; i < 4; ++i) {
      const int row = tap.offset[i];
      const int slot = row % 4;
      if (held[slot] != row) {
        ring[slot].resize(row_size);
        stretch_row(source.rgba.data() + static_cast<std::size_t>(row) * 4 * static_cast<std::size_t>(source.width), taps, ring[slot].data());
        held[slot] = row;
      }
      rows[i] = ring[slot].data();
    }
    mix_rows(rows, tap.weights, row_size, out.rgba.data() + static_cast<std::size_t>(y) * row_size);
  }
  return out;
}

image::AxisMap at_level(const image::AxisMap& map, int level) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (image::kPositionBits - 1);
  return {((map.origin + kHalf) >> level) - kHalf, map.step >> level};
}

}  // namespace compositor::ops
