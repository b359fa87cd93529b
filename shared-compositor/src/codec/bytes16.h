#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace compositor::codec {

// Sixteen bytes at once, in the vector types that gcc and clang share: SSE2, NEON and WebAssembly's SIMD alike.
using Bytes16 = std::uint8_t __attribute__((vector_size(16)));

inline Bytes16 load16(const std::uint8_t* from) {
  Bytes16 bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

inline void store16(Bytes16 bytes, std::uint8_t* to) { std::memcpy(to, &bytes, sizeof bytes); }

// Comparisons give 255 where they hold, else 0.
inline Bytes16 less(Bytes16 a, Bytes16 b) { return (Bytes16)(a < b); }
inline Bytes16 choose(Bytes16 mask, Bytes16 where_set, Bytes16 elsewhere) { return (mask & where_set) | (~mask & elsewhere); }
inline Bytes16 smaller(Bytes16 a, Bytes16 b) { return a < b ? a : b; }
inline Bytes16 larger(Bytes16 a, Bytes16 b) { return a > b ? a : b; }

inline Bytes16 difference(Bytes16 a, Bytes16 b) { return larger(a, b) - smaller(a, b); }

// Rounded down.
inline Bytes16 average(Bytes16 a, Bytes16 b) { return (a & b) + ((a ^ b) >> 1); }

// A sum of many bytes.
class Sum16 {
 public:
  // At most kMost times between two calls of take().
  static constexpr std::size_t kMost = 128;
  void add(Bytes16 bytes) {
    const auto pairs = (Pairs)bytes;
    sums_ += (pairs & 255) + (pairs >> 8);
  }

  // Takes what has been added since the last call.
  std::uint32_t take() {
    std::uint32_t total = 0;
    for (int i = 0; i < 8; ++i) total += sums_[i];
    sums_ = Pairs{};
    return total;
  }

 private:
  using Pairs = std::uint16_t __attribute__((vector_size(16)));
  Pairs sums_{};
};

}  // namespace compositor::codec
