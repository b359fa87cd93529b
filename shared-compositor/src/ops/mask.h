#pragma once

#include <cstdint>

namespace compositor::ops {

// How opaque (0..255) something is at a distance from the oval's centre. `radius_squared` is Q32, the oval's edge at 1.

// The pet: opaque inside, soft over the last tenth of the radius.
int pet_opacity(std::uint64_t radius_squared);

// The dark the pet casts on the painting around it, as Munch's figures carry a dark contour.
int halo_opacity(std::uint64_t radius_squared);

}  // namespace compositor::ops
