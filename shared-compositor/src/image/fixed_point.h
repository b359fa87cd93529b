#pragma once

#include <cstdint>

namespace compositor::image {

// Positions are Q32: 32 fractional bits in an int64, so that a position is exact however it is reached
// (start + n * step), on every platform.
inline constexpr int kPositionBits = 32;

inline std::int64_t to_position(double value) {
  const double scaled = value * 4294967296.0;
  return static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

inline double from_position(std::int64_t position) { return static_cast<double>(position) * (1 / 4294967296.0); }

// Rounded x / 255 for x in [0, 65535].
inline std::uint32_t div255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

inline std::uint8_t clamp_byte(std::int32_t x) { return static_cast<std::uint8_t>(x < 0 ? 0 : (x > 255 ? 255 : x)); }

}  // namespace compositor::image
