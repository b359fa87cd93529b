#pragma once

#include <cstdint>
#include <vector>

#include "compositor/codec.h"

namespace compositor::codec {

// The rows of one strip as an IDAT chunk. It depends on nothing but these rows.
struct PackedStrip {
  std::vector<std::uint8_t> chunk;
  std::uint32_t adler = 1;  // of what it unpacks to
};
PackedStrip pack_strip(const Image& image, bool opaque, int index);

inline int strip_count(int height) { return (height + kPngStripRows - 1) / kPngStripRows; }

// The rows of strip `index` in a picture of this height.
RowSpan strip_rows(int height, int index);

// How many bytes a strip unpacks to.
std::uint64_t unpacked_size(int width, int height, bool opaque, int index);

}  // namespace compositor::codec
