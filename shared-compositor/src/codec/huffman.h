#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace compositor::codec {

// Canonical, length-limited prefix code as DEFLATE wants it (RFC 1951, 3.2.2).
struct PrefixCode {
  std::vector<std::uint8_t> lengths;  // 0 = symbol unused
  std::vector<std::uint16_t> codes;   // bit-reversed: first bit lowest
};

// The code for `counts`, no length over `max_length`. At least two symbols always get a code, since some
// decoders refuse a tree with one leaf.
PrefixCode make_prefix_code(std::span<const std::uint32_t> counts, int max_length);

}  // namespace compositor::codec
