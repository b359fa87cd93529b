#pragma once

#include <cstdint>
#include <vector>

namespace compositor::codec {

// Signature, IHDR of an RGB or RGBA picture of 8 bits.
void put_png_signature(std::vector<std::uint8_t>& out, int width, int height, bool opaque);

// zlib's header and its end have small IDAT chunks of their own, so that strips' chunks can be copied as they are.
void put_pixels_start(std::vector<std::uint8_t>& out);
// `adler`: Adler-32 of all strips' unpacked bytes. IEND follows.
void put_pixels_end(std::vector<std::uint8_t>& out, std::uint32_t adler);

}  // namespace compositor::codec
