#pragma once

#include <cstdint>
#include <cstring>
#include <span>

namespace compositor::codec {

using Bytes = std::span<const std::uint8_t>;

// Big-endian reads; the caller has checked the size.
inline std::uint32_t be16(Bytes bytes, std::size_t at) { return static_cast<std::uint32_t>(bytes[at] << 8 | bytes[at + 1]); }
inline std::uint32_t be32(Bytes bytes, std::size_t at) { return be16(bytes, at) << 16 | be16(bytes, at + 2); }

inline bool starts_with(Bytes bytes, const void* prefix, std::size_t size) {
  return bytes.size() >= size && std::memcmp(bytes.data(), prefix, size) == 0;
}

}  // namespace compositor::codec
