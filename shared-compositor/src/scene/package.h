#pragma once

#include <cstdint>
#include <vector>

#include "compositor/scene.h"

namespace compositor::scene {

// "PICASSO1", then three parts (JSON text, plate PNG, foreground PNG), each after its length as 32-bit big-endian,
// then the SHA-256 of everything before it.
inline constexpr char kMagic[] = "PICASSO1";
inline constexpr std::size_t kMagicSize = 8;

std::vector<std::uint8_t> write_package(const Scene& scene);


}  // namespace compositor::scene
