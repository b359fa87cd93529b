#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "codec/checksum.h"

namespace compositor::codec {

inline void put32(std::vector<std::uint8_t>& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

// Appends a PNG chunk: length, type, data, CRC of both.
inline void put_chunk(std::vector<std::uint8_t>& out, const char* type, std::span<const std::uint8_t> data) {
  put32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = out.size();
  out.insert(out.end(), type, type + 4);
  out.insert(out.end(), data.begin(), data.end());
  put32(out, crc32(std::span(out).subspan(start)));
}

}  // namespace compositor::codec
