#pragma once

#include <array>
#include <cstdint>

namespace compositor::ops {

// Catmull-Rom weights of the four neighbours, for 256 positions between two pixels; each row sums to 2^14.
using BicubicTable = std::array<std::array<std::int16_t, 4>, 256>;
const BicubicTable& bicubic_table();

inline constexpr int kWeightBits = 14;

}  // namespace compositor::ops
