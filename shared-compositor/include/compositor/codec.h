#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compositor/image.h"
#include "compositor/result.h"
#include "compositor/work.h"

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
Result<Image> decode_photo(std::span<const std::uint8_t> bytes, const ForEach& for_each = {});

// Some of a photo's pixels, upright.
struct PhotoPart {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

// decode_photo and a cut, but a JPEG's other pixels are never made; the whole file is still checked.
// Error besides decode_photo's: kInvalidRecipe, when the part is empty or not wholly inside.
Result<Image> decode_photo_part(std::span<const std::uint8_t> bytes, const PhotoPart& part, const ForEach& for_each = {});

struct PngOptions {
  int dpi = 300;       // pHYs; 0 leaves it out
  bool opaque = true;  // RGB instead of RGBA
};

// 8-bit PNG with sRGB (and pHYs) chunks. The same bytes on every platform, whatever `for_each`; an empty one means one
// strip after another.
std::vector<std::uint8_t> encode_png(const Image& image, const PngOptions& options = {}, const ForEach& for_each = {});

// A PNG's rows are compressed in strips of this many, each on its own.
inline constexpr int kPngStripRows = 64;

// A picture's compressed rows, kept for other pictures that share rows with it. Strip i holds the rows from
// i * kPngStripRows on.
struct PngStrips {
  struct Strip {
    std::size_t offset = 0, size = 0;  // of a whole IDAT chunk in `chunks`; size 0: not kept
    std::uint32_t adler = 1;           // Adler-32 of what it unpacks to
  };
  int width = 0;
  int height = 0;
  bool opaque = true;
  std::vector<std::uint8_t> chunks;
  std::vector<Strip> strips;
};

PngStrips compress_png_strips(const Image& image, bool opaque, const ForEach& for_each = {});

// Rows [first, end) of a picture.
struct RowSpan {
  int first = 0;
  int end = 0;

  bool operator==(const RowSpan&) const = default;
};

// encode_png(image, options) byte for byte, for a picture that differs from the one `kept` was made of in the rows
// `changed` only: strips outside them are copied, and the picture's pixels there are not looked at. The caller answers
// for that. Strips of another size or alpha are of no use and are ignored; then every row is compressed.
std::vector<std::uint8_t> encode_png(const Image& image, const PngOptions& options, const PngStrips& kept, RowSpan changed,
                                     const ForEach& for_each = {});

// Unpacks the strips that `rows` lie in into `image`, the strips' top left corner at (x, y) of it; what falls outside
// is left out, and so are strips that are not kept. False when a strip is damaged; the image is worthless then.
bool unpack_png_strips(const PngStrips& strips, RowSpan rows, Image& image, int x, int y, const ForEach& for_each = {});

}  // namespace compositor
