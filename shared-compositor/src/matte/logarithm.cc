#include "matte/logarithm.h"

#include <cstdint>
#include <cstring>

namespace compositor::matte {

float natural_log(float x) {
  constexpr float kLog2 = 0.69314718f;
  // Bits through memcpy: clang 14 has no std::bit_cast.
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  int exponent = static_cast<int>(bits >> 23) - 127;
  const std::uint32_t scaled = (bits & 0x007fffffu) | 0x3f800000u;
  float mantissa;
  std::memcpy(&mantissa, &scaled, sizeof mantissa);
  if (mantissa > 1.41421356f) mantissa *= 0.5f, ++exponent;
  const float s = (mantissa - 1) / (mantissa + 1), square = s * s;
  return static_cast<float>(exponent) * kLog2 + 2 * s * (1 + square * (1 / 3.0f + square * (1 / 5.0f + square * (1 / 7.0f))));
}

float falling_exponential(float x) {
  if (x >= 20) return 0;
  const float h = x / 64;
  float e = (12 - 6 * h + h * h) / (12 + 6 * h + h * h);
  for (int i = 0; i < 6; ++i) e *= e;
  return e;
}

}  // namespace compositor::matte
