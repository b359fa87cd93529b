#pragma once

#include <cstdint>

namespace compositor::ops {

// Bends the oval's edge into brush ends: the squared radius (Q32) to look opacity up with, instead of the true one, at
// the place (x, y) in radii (Q16). Strands run outwards, slightly curled; the same place always gives the same.
std::uint64_t fringed_radius(std::int64_t x, std::int64_t y, std::uint64_t radius_squared);

}  // namespace compositor::ops
