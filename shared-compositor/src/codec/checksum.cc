#include "codec/checksum.h"

#include <algorithm>
#include <array>

namespace compositor::codec {
namespace {

// Slicing by eight: table k carries a byte k places further.
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c >> 1) ^ ((c & 1) ? 0xEDB88320u : 0u);
    tables[0][i] = c;
  }
  for (std::size_t k = 1; k < 8; ++k) {
    for (std::size_t i = 0; i < 256; ++i) tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 255];
  }
  return tables;
}

constexpr Tables kTables = make_tables();

std::uint32_t little_endian(const std::uint8_t* p) {
  return p[0] | static_cast<std::uint32_t>(p[1]) << 8 | static_cast<std::uint32_t>(p[2]) << 16 | static_cast<std::uint32_t>(p[3]) << 24;
}

}  // namespace

std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t so_far) {
  std::uint32_t c = ~so_far;
  const std::uint8_t* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; left -= 8, p += 8) {
    const std::uint32_t a = c ^ little_endian(p), b = little_endian(p + 4);
    c = kTables[7][a & 255] ^ kTables[6][(a >> 8) & 255] ^ kTables[5][(a >> 16) & 255] ^ kTables[4][a >> 24] ^ kTables[3][b & 255] ^
        kTables[2][(b >> 8) & 255] ^ kTables[1][(b >> 16) & 255] ^ kTables[0][b >> 24];
  }
  for (; left > 0; --left) c = (c >> 8) ^ kTables[0][(c ^ *p++) & 255];
  return ~c;
}

std::uint32_t adler32(std::span<const std::uint8_t> bytes, std::uint32_t so_far) {
  std::uint32_t a = so_far & 0xFFFF, b = so_far >> 16;
  std::size_t at = 0;
  while (at < bytes.size()) {
    // 5552 is the most bytes after which b still fits 32 bits.
    const std::size_t end = std::min(at + 5552, bytes.size());
    for (; at < end; ++at) {
      a += bytes[at];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b << 16 | a;
}

}  // namespace compositor::codec
