#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compositor/image.h"
#include "compositor/result.h"

namespace compositor {

inline constexpr std::size_t kMaxPhotoBytes = 40u * 1024 * 1024;
inline constexpr int kMaxSide = 16384;
inline constexpr std::int64_t kMaxPixels = 100'000'000;
inline constexpr int kMinSide = 64;

enum class ImageFormat { kJpeg, kPng };

struct ImageInfo {
  ImageFormat format;
  int width = 0;   // as stored, before orientation
  int height = 0;
  int orientation = 1;  // EXIF 1..8
};

// Reads headers only, in time and memory independent of the picture's size; safe on hostile bytes.
// Refuses what decode_photo would refuse by its header (kind, depth, colour model, size).
Result<ImageInfo> probe_photo(std::span<const std::uint8_t> bytes);

// probe_photo, then decoding and EXIF orientation: the upright photo, alpha flattened onto white.
// Truncated or damaged data is kCorruptImage, never a half-grey picture.
Result<Image> decode_photo(std::span<const std::uint8_t> bytes);

struct PngOptions {
  int dpi = 300;       // pHYs; 0 leaves it out
  bool opaque = true;  // RGB instead of RGBA
};

// 8-bit PNG with sRGB (and pHYs) chunks. Deterministic.
std::vector<std::uint8_t> encode_png(const Image& image, const PngOptions& options = {});

}  // namespace compositor
