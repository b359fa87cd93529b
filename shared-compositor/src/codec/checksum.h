#pragma once

#include <cstdint>
#include <span>

namespace compositor::codec {

// CRC-32 as PNG uses it (reflected 0xEDB88320), over one or several pieces: feed the last result back in.
std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t so_far = 0);

// Adler-32 of zlib (RFC 1950); starts at 1.
std::uint32_t adler32(std::span<const std::uint8_t> bytes, std::uint32_t so_far = 1);

// The Adler-32 of two pieces put together, from that of each (both started at 1) and the second one's size.
std::uint32_t adler32_combine(std::uint32_t first, std::uint32_t second, std::uint64_t second_size);

}  // namespace compositor::codec
