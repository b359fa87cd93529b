#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "compositor/image.h"

namespace compositor {

// FIPS 180-4. Here, not from a library, because WASM has none and both sides must hash the same pixels.
std::array<std::uint8_t, 32> sha256(std::span<const std::uint8_t> bytes);

// Lower-case hex of sha256 over `image.rgba`: what the customer saw, and what the server must see again.
std::string pixel_sha256(const Image& image);

}  // namespace compositor
