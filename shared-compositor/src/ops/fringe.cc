#include "ops/fringe.h"

#include <array>

namespace compositor::ops {
namespace {

// Only here, in squared radii (Q32), can the edge be; elsewhere the true radius decides.
constexpr std::uint64_t kInner = 0x9999'9999;        // 0.6
constexpr std::uint64_t kOuter = 0x1'6666'6666;      // 1.4
constexpr std::uint64_t kOne = std::uint64_t{1} << 32;

// 1 / radius in Q16, over the squared radius in [0.6, 1.4] in steps of 1/256.
constexpr std::array<std::uint32_t, 210> make_inverse_roots() {
  std::array<std::uint32_t, 210> table{};
  for (std::uint64_t i = 0; i < table.size(); ++i) {
    const std::uint64_t square = kInner + (i << 24);
    std::uint64_t root = 0;
    for (std::uint64_t bit = std::uint64_t{1} << 17; bit > 0; bit >>= 1) {
      if ((root + bit) * (root + bit) <= square) root += bit;
    }
    table[i] = static_cast<std::uint32_t>(kOne / root);
  }
  return table;
}
constexpr auto kInverseRoots = make_inverse_roots();

// -128..127 for each point of the whole-numbered lattice.
int lattice(std::int64_t x, std::int64_t y) {
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x8DA6B343u + static_cast<std::uint32_t>(y) * 0xD8163841u;
  h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
  h ^= h >> 13;
  return static_cast<int>((h >> 11) & 255) - 128;
}

// Value noise at a Q16 place: -2^15..2^15.
std::int64_t noise(std::int64_t x, std::int64_t y) {
  const std::int64_t cell_x = x >> 16, cell_y = y >> 16;
  const auto ease = [](std::int64_t t) { return (t * t * (3 * 256 - 2 * t)) >> 16; };  // 0..256
  const std::int64_t u = ease((x >> 8) & 255), v = ease((y >> 8) & 255);
  const std::int64_t top = lattice(cell_x, cell_y) * (256 - u) + lattice(cell_x + 1, cell_y) * u;
  const std::int64_t bottom = lattice(cell_x, cell_y + 1) * (256 - u) + lattice(cell_x + 1, cell_y + 1) * u;
  return (top * (256 - v) + bottom * v) >> 8;
}

}  // namespace

std::uint64_t fringed_radius(std::int64_t x, std::int64_t y, std::uint64_t radius_squared) {
  if (radius_squared < kInner || radius_squared > kOuter) return radius_squared;
  const std::int64_t inverse = kInverseRoots[(radius_squared - kInner) >> 24];
  const std::int64_t ux = (x * inverse) >> 16, uy = (y * inverse) >> 16;
  // A strand keeps its direction from the centre, turned a little more the farther out it is.
  const std::int64_t curl = (static_cast<std::int64_t>(radius_squared) - static_cast<std::int64_t>(kOne)) >> 18;
  const std::int64_t sx = ux - ((uy * curl) >> 16), sy = uy + ((ux * curl) >> 16);
  const std::int64_t strands = noise(sx * 9, sy * 9) * 2 + noise(sx * 23 + 40, sy * 23) * 3 + noise(sx * 51, sy * 51 + 77) * 3;  // -2^18..2^18
  // At most 8 % of the radius either way.
  const std::int64_t shift = (static_cast<std::int64_t>(radius_squared >> 16) * strands * 10) >> 8;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(radius_squared) + shift);
}

}  // namespace compositor::ops
