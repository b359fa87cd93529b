#pragma once

#include <cstdint>
#include <vector>

namespace compositor::ops {

// Which source pixels one target pixel is the weighted mean of, for one axis.
struct LanczosTaps {
  int count = 0;                      // the same for every target pixel, even
  std::vector<int> first;             // by target pixel; first + count may reach beyond the source, with weight 0
  std::vector<std::int16_t> weights;  // count a target pixel; they sum to 2^kLanczosBits
};

inline constexpr int kLanczosBits = 14;

LanczosTaps lanczos_taps(int source_size, int target_size);

}  // namespace compositor::ops
