#include "ops/turn.h"

#include <algorithm>
#include <cstring>

#include "image/fixed_point.h"
#include "ops/bicubic.h"
#include "ops/pair_sums.h"

namespace compositor::ops {
namespace {

constexpr int kExtraBits = 6;  // under the byte, between the passes
constexpr int kBandRows = 16;

// Four rows of four pixels become one pixel.
void mix_patch(const std::uint8_t* patch, std::size_t stride, const std::int16_t* across, const std::int16_t* down, std::uint8_t* out) {
  constexpr int kDownShift = kWeightBits - kExtraBits, kAcrossShift = kWeightBits + kExtraBits;
  const Shorts upper = load_pair(down), lower = load_pair(down + 2);
  Ints sum = all_ints(1 << (kAcrossShift - 1));
  for (int half = 0; half < 2; ++half, patch += 8, across += 2) {
    const Shorts a = load_bytes(patch), b = load_bytes(patch + stride), c = load_bytes(patch + 2 * stride), d = load_bytes(patch + 3 * stride);
    const Ints rounding = all_ints(1 << (kDownShift - 1));
    const Ints first = add(rounding, add(pair_sums(interleave_low(a, b), upper), pair_sums(interleave_low(c, d), lower)));
    const Ints second = add(rounding, add(pair_sums(interleave_high(a, b), upper), pair_sums(interleave_high(c, d), lower)));
    const Shorts two = to_shorts(shift_right<kDownShift>(first), shift_right<kDownShift>(second));
    sum = add(sum, pair_sums(interleave_low(two, upper_half(two)), load_pair(across)));
  }
  sum = shift_right<kAcrossShift>(sum);
  store_pixel(out, to_shorts(sum, sum));
}

// The same where the four by four pixels are not all inside.
void mix_at_edge(const Image& source, int left, int top, const std::int16_t* across, const std::int16_t* down, std::uint8_t* out) {
  std::uint8_t patch[64];
  for (int j = 0; j < 4; ++j) {
    const auto row = static_cast<std::size_t>(std::clamp(top + j, 0, source.height - 1)) * static_cast<std::size_t>(source.width);
    for (int i = 0; i < 4; ++i) {
      std::memcpy(patch + 16 * j + 4 * i, &source.rgba[4 * (row + static_cast<std::size_t>(std::clamp(left + i, 0, source.width - 1)))], 4);
    }
  }
  mix_patch(patch, 16, across, down, out);
}

void turn_row(const Image& source, std::int64_t x, std::int64_t y, const image::Affine& map, int width, std::uint8_t* out) {
  constexpr int kShift = image::kPositionBits;
  const BicubicTable& table = bicubic_table();
  const std::size_t stride = 4 * static_cast<std::size_t>(source.width);
  const auto last_left = static_cast<unsigned>(source.width - 4), last_top = static_cast<unsigned>(source.height - 4);
  for (int i = 0; i < width; ++i, x += map.xx, y += map.yx, out += 4) {
    const int left = static_cast<int>(x >> kShift) - 1, top = static_cast<int>(y >> kShift) - 1;
    const std::int16_t* across = table[static_cast<std::size_t>((x >> (kShift - 8)) & 255)].data();
    const std::int16_t* down = table[static_cast<std::size_t>((y >> (kShift - 8)) & 255)].data();
    if (static_cast<unsigned>(left) <= last_left && static_cast<unsigned>(top) <= last_top) {
      mix_patch(source.rgba.data() + stride * static_cast<std::size_t>(top) + 4 * static_cast<std::size_t>(left), stride, across, down, out);
    } else {
      mix_at_edge(source, left, top, across, down, out);
    }
  }
}

}  // namespace

Image turn(const Image& source, const image::Affine& map, int width, int height, const ForEach& for_each) {
  Image out{width, height, {}};
  out.rgba.resize(4 * out.pixel_count());
  for_each((height + kBandRows - 1) / kBandRows, [&](int band) {
    for (int y = band * kBandRows; y < std::min(height, (band + 1) * kBandRows); ++y) {
      turn_row(source, map.x0 + y * map.xy, map.y0 + y * map.yy, map, width, out.rgba.data() + 4 * static_cast<std::size_t>(y) * static_cast<std::size_t>(width));
    }
  });
  return out;
}

}  // namespace compositor::ops
