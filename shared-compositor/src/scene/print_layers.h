#pragma once

#include <cstdint>
#include <vector>

#include "compositor/scene.h"

namespace compositor {

// Plate and foreground of a part of the scene, painted at one size.
struct PrintLayers {
  Rect extent;
  Image plate;       // opaque
  Image foreground;  // straight alpha, same size
};

}  // namespace compositor

namespace compositor::scene {

PackedPrint pack_print(const PrintLayers& layers, const ForEach& for_each = {});

// A `.layer` file: "PICASSOP", JSON text and the strips' chunks, each after its length as 32-bit big-endian, then the
// CRC-32 of all that, big-endian. The JSON holds each picture's size and its strips as [size, Adler-32], in the order of
// their chunks.
inline constexpr char kPrintMagic[] = "PICASSOP";
inline constexpr std::size_t kPrintMagicSize = 8;

std::vector<std::uint8_t> write_print(const PackedPrint& print);

}  // namespace compositor::scene
