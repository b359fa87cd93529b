#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "codec/png_chunk.h"
#include "compositor/geometry.h"

namespace compositor::scene {

// Appends the length as 32-bit big-endian, then the bytes.
template <class Bytes>
void put_part(std::vector<std::uint8_t>& out, const Bytes& bytes) {
  codec::put32(out, static_cast<std::uint32_t>(bytes.size()));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// [x, y, width, height]
nlohmann::ordered_json rect_json(const Rect& rect);

}  // namespace compositor::scene
