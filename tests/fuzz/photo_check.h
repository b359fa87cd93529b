#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>

#include "compositor/codec.h"

namespace fuzz {

// More pixels cost time and find nothing: what the code does with a large picture is what it does with a small one.
inline constexpr std::int64_t kMostPixels = 250'000;

inline void require(bool holds) {
  if (!holds) std::abort();
}

// What decode_photo promises of any bytes.
inline void check_photo(std::span<const std::uint8_t> bytes) {
  const auto info = compositor::probe_photo(bytes);
  if (info) require(info->width >= compositor::kMinSide && info->height >= compositor::kMinSide && info->orientation >= 1 && info->orientation <= 8);
  if (info && std::int64_t{info->width} * info->height > kMostPixels) return;
  const auto image = compositor::decode_photo(bytes);
  if (!image) return require(!image.error().message.empty());
  require(info.has_value());
  const bool turned = info->orientation >= 5;
  require(image->width == (turned ? info->height : info->width) && image->height == (turned ? info->width : info->height));
  require(image->rgba.size() == 4 * image->pixel_count());
  for (std::size_t i = 3; i < image->rgba.size(); i += 4) require(image->rgba[i] == 255);
}

}  // namespace fuzz
