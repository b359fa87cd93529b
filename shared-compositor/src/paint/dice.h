#pragma once

#include <cstdint>

namespace compositor::paint {

// The only source of chance: a seeded stream of numbers (PCG), the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed * 747796405u + 2891336453u) {}

  std::uint32_t next() {
    state_ = state_ * 747796405u + 2891336453u;
    const std::uint32_t word = ((state_ >> ((state_ >> 28) + 4)) ^ state_) * 277803737u;
    return (word >> 22) ^ word;
  }

  // [0, 1), a multiple of 2^-24, hence exact.
  float uniform() { return static_cast<float>(next() >> 8) * (1.0f / 16777216.0f); }
  float between(float low, float high) { return low + (high - low) * uniform(); }
  // (-1, 1), values near 0 more often.
  float around_zero() {
    const float one = uniform();
    return one + uniform() - 1;
  }

 private:
  std::uint32_t state_;
};

}  // namespace compositor::paint
