#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sandbox/services/world.h"

namespace sandbox::printful {

inline constexpr std::size_t kMostFileBytes = 50u << 20;

struct PngFacts {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int dpi = 0;  // 0 when the file does not say
};

// Looks at the chunks, not at the pixels: signature, size, resolution, and that the file is whole.
base::Result<PngFacts> inspect_png(std::string_view bytes);

// Really downloads one file that a confirmed order waits for, and notes what it is ("ok") or why it is of no use
// ("failed"). An address that is known already is not fetched again, as with the real printer. False when no file
// waits.
bool fetch_next_file(World& world);

}  // namespace sandbox::printful
