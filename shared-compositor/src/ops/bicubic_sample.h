#pragma once

#include <algorithm>

#include "compositor/image.h"
#include "image/fixed_point.h"
#include "ops/bicubic.h"
#include "ops/pair_sums.h"

namespace compositor::ops {

namespace bicubic {

inline constexpr int kDownShift = 2 * kWeightBits - 8;

// The four neighbours of a row, weighed: R G B A.
inline Ints weigh_row(const std::uint8_t* from, const std::int16_t* weights) {
  const Shorts first = load_bytes(from), last = load_bytes(from + 8);
  const Ints sum = add(pair_sums(interleave_low(first, upper_half(first)), load_pair(weights)), pair_sums(interleave_low(last, upper_half(last)), load_pair(weights + 2)));
  return shift_right<8>(add(sum, all_ints(128)));
}

// Two weighed rows, weighed.
inline Ints weigh_rows(Ints upper, Ints lower, const std::int16_t* weights) {
  const Shorts both = to_shorts(upper, lower);  // under 255 * 1.25 * 2^6: they fit
  return pair_sums(interleave_low(both, upper_half(both)), load_pair(weights));
}

// The same from pixels that have no row of four neighbours.
inline void sample_at_side(const Image& source, const std::uint8_t* const rows[4], int left, const std::int16_t* across, const std::int16_t* down, std::uint8_t rgb[3]) {
  std::int32_t total[3] = {};
  for (int j = 0; j < 4; ++j) {
    for (int c = 0; c < 3; ++c) {
      std::int32_t sum = 0;
      for (int i = 0; i < 4; ++i) sum += across[i] * rows[j][4 * std::clamp(left + i, 0, source.width - 1) + c];
      total[c] += down[j] * ((sum + 128) >> 8);
    }
  }
  for (int c = 0; c < 3; ++c) rgb[c] = image::clamp_byte((total[c] + (1 << (kDownShift - 1))) >> kDownShift);
}

}  // namespace bicubic

// One colour (R G B, 0..255) at a free position (Q32, pixel centres on whole numbers); edge pixels go on outside.
inline void sample_bicubic(const Image& source, std::int64_t x, std::int64_t y, std::uint8_t rgb[3]) {
  constexpr int kShift = image::kPositionBits;
  const int left = static_cast<int>(x >> kShift) - 1, top = static_cast<int>(y >> kShift) - 1;
  const std::int16_t* across = bicubic_table()[static_cast<std::size_t>((x >> (kShift - 8)) & 255)].data();
  const std::int16_t* down = bicubic_table()[static_cast<std::size_t>((y >> (kShift - 8)) & 255)].data();
  const std::uint8_t* rows[4];
  for (int j = 0; j < 4; ++j) rows[j] = source.rgba.data() + 4 * static_cast<std::size_t>(source.width) * static_cast<std::size_t>(std::clamp(top + j, 0, source.height - 1));
  if (left < 0 || left + 4 > source.width) return bicubic::sample_at_side(source, rows, left, across, down, rgb);

  const auto weighed = [&](int j) { return bicubic::weigh_row(rows[j] + 4 * static_cast<std::size_t>(left), across); };
  const Ints sum = add(bicubic::weigh_rows(weighed(0), weighed(1), down), bicubic::weigh_rows(weighed(2), weighed(3), down + 2));
  const Ints rounded = shift_right<bicubic::kDownShift>(add(sum, all_ints(1 << (bicubic::kDownShift - 1))));
  std::uint8_t rgba[4];
  store_pixel(rgba, to_shorts(rounded, rounded));
  for (int c = 0; c < 3; ++c) rgb[c] = rgba[c];
}

}  // namespace compositor::ops
