#pragma once

#include <algorithm>

#include "compositor/image.h"
#include "image/fixed_point.h"
#include "ops/bicubic.h"

namespace compositor::ops {

// One colour (R G B, 0..255) at a free position (Q32, pixel centres on whole numbers); edge pixels go on outside.
inline void sample_bicubic(const Image& source, std::int64_t x, std::int64_t y, std::uint8_t rgb[3]) {
  constexpr int kShift = image::kPositionBits;
  const int left = static_cast<int>(x >> kShift) - 1, top = static_cast<int>(y >> kShift) - 1;
  const auto& across = bicubic_table()[static_cast<std::size_t>((x >> (kShift - 8)) & 255)];
  const auto& down = bicubic_table()[static_cast<std::size_t>((y >> (kShift - 8)) & 255)];
  const std::size_t stride = 4 * static_cast<std::size_t>(source.width);
  std::size_t column[4];
  for (int i = 0; i < 4; ++i) column[i] = 4 * static_cast<std::size_t>(std::clamp(left + i, 0, source.width - 1));

  std::int32_t total[3] = {};
  for (int j = 0; j < 4; ++j) {
    const std::uint8_t* row = source.rgba.data() + stride * static_cast<std::size_t>(std::clamp(top + j, 0, source.height - 1));
    for (std::size_t c = 0; c < 3; ++c) {
      std::int32_t sum = 0;
      for (int i = 0; i < 4; ++i) sum += across[static_cast<std::size_t>(i)] * row[column[i] + c];
      total[c] += down[static_cast<std::size_t>(j)] * ((sum + 128) >> 8);
    }
  }
  constexpr int kDownShift = 2 * kWeightBits - 8;
  for (int c = 0; c < 3; ++c) rgb[c] = image::clamp_byte((total[c] + (1 << (kDownShift - 1))) >> kDownShift);
}

}  // namespace compositor::ops
