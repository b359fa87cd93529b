#include "codec/checksum.h"

#include <algorithm>
#include <array>

namespace compositor::codec {
namespace {

constexpr std::size_t kSlices = 16;
constexpr std::uint32_t kAdlerBase = 65521;

// Slicing by sixteen: table k carries a byte k places further.
using Tables = std::array<std::array<std::uint32_t, 256>, kSlices>;

Tables make_tables() {
  Tables tables{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c >> 1) ^ ((c & 1) ? 0xEDB88320u : 0u);
    tables[0][i] = c;
  }
  for (std::size_t k = 1; k < kSlices; ++k) {
    for (std::size_t i = 0; i < 256; ++i) tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 255];
  }
  return tables;
}

// Made when first needed: 16 KB that no compressor shrinks would be a seventh of what a browser fetches.
const Tables& tables() {
  static const Tables kTables = make_tables();
  return kTables;
}

std::uint32_t little_endian(const std::uint8_t* p) {
  return p[0] | static_cast<std::uint32_t>(p[1]) << 8 | static_cast<std::uint32_t>(p[2]) << 16 | static_cast<std::uint32_t>(p[3]) << 24;
}

// Four bytes, the first of which has `after` bytes behind it in its slice of sixteen.
std::uint32_t carried(const Tables& table, std::uint32_t word, std::size_t after) {
  return table[after][word & 255] ^ table[after - 1][(word >> 8) & 255] ^ table[after - 2][(word >> 16) & 255] ^ table[after - 3][word >> 24];
}

constexpr std::size_t kLanes = 16;
// After this many steps of 16 bytes a lane's 16-bit sum may be full.
constexpr std::size_t kSteps = 256;

// Adds whole steps of 16 bytes; each byte's weight in the second sum is the number of bytes from it to the end.
void add_steps(const std::uint8_t* __restrict bytes, std::size_t steps, std::uint64_t& a, std::uint64_t& b) {
  std::uint16_t sums[kLanes] = {};
  std::uint32_t earlier[kLanes] = {};  // sums of the sums before each step: how many whole steps follow each byte
  for (std::size_t step = 0; step < steps; ++step) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      earlier[lane] += sums[lane];
      sums[lane] = static_cast<std::uint16_t>(sums[lane] + bytes[step * kLanes + lane]);
    }
  }
  b += a * steps * kLanes;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    a += sums[lane];
    b += std::uint64_t{kLanes} * earlier[lane] + (kLanes - lane) * sums[lane];
  }
}

}  // namespace

std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t so_far) {
  const Tables& table = tables();
  std::uint32_t c = ~so_far;
  const std::uint8_t* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= kSlices; left -= kSlices, p += kSlices) {
    c = carried(table, c ^ little_endian(p), 15) ^ carried(table, little_endian(p + 4), 11) ^ carried(table, little_endian(p + 8), 7) ^ carried(table, little_endian(p + 12), 3);
  }
  for (; left > 0; --left) c = (c >> 8) ^ table[0][(c ^ *p++) & 255];
  return ~c;
}

std::uint32_t adler32(std::span<const std::uint8_t> bytes, std::uint32_t so_far) {
  std::uint64_t a = so_far & 0xFFFF, b = so_far >> 16;
  std::size_t at = 0;
  while (bytes.size() - at >= kLanes) {
    const std::size_t steps = std::min((bytes.size() - at) / kLanes, kSteps);
    add_steps(bytes.data() + at, steps, a, b);
    at += steps * kLanes;
    a %= kAdlerBase;
    b %= kAdlerBase;
  }
  for (; at < bytes.size(); ++at) {
    a += bytes[at];
    b += a;
  }
  return static_cast<std::uint32_t>(b % kAdlerBase << 16 | a % kAdlerBase);
}

std::uint32_t adler32_combine(std::uint32_t first, std::uint32_t second, std::uint64_t second_size) {
  const std::uint64_t before = (first & 0xFFFF) + kAdlerBase - 1;  // the second piece started at 1
  const std::uint64_t a = before + (second & 0xFFFF);
  const std::uint64_t b = (first >> 16) + (second >> 16) + second_size % kAdlerBase * before;
  return static_cast<std::uint32_t>(b % kAdlerBase << 16 | a % kAdlerBase);
}

}  // namespace compositor::codec
