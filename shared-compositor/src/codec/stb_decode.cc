#include "codec/stb_decode.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "codec/stb_allocation.h"

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_MAX_DIMENSIONS 16384
#define STBI_MALLOC(size) compositor::codec::stb_allocate(size)
#define STBI_REALLOC(pointer, size) compositor::codec::stb_reallocate(pointer, size)
#define STBI_FREE(pointer) std::free(pointer)
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
#include <stb/stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace compositor::codec {
namespace {

static_assert(STBI_MAX_DIMENSIONS == kMaxSide);

Image take(stbi_uc* pixels, int width, int height) {
  Image image{width, height, {}};
  image.rgba.assign(pixels, pixels + 4 * image.pixel_count());
  std::free(pixels);
  return image;
}

struct JpegDecoding {
  std::optional<Image> image;
  bool may_have_run_dry = false;
};

// As stbi_load_from_memory, but keeps sight of the bit buffer. After an end marker stb feeds itself zero bits and
// paints on; a scan that ended properly nearly always leaves one-bits of padding in the buffer.
JpegDecoding decode_jpeg(Bytes bytes) {
  std::vector<stbi__jpeg> decoder(1);  // zeroed: a file that skips its tables must not read old memory
  stbi__context source;
  stbi__start_mem(&source, bytes.data(), static_cast<int>(bytes.size()));
  decoder[0].s = &source;
  stbi__setup_jpeg(decoder.data());
  int width = 0, height = 0, components = 0;
  stbi_uc* pixels = load_jpeg_image(decoder.data(), &width, &height, &components, 4);
  if (!pixels) return {};
  return {take(pixels, width, height), decoder[0].code_buffer == 0};
}

// The same file with other bits where the data of its last scan ends: a complete scan does not care.
std::vector<std::uint8_t> with_longer_last_scan(Bytes bytes) {
  std::size_t end = bytes.size();
  while (end >= 2 && !(bytes[end - 2] == 0xFF && bytes[end - 1] == 0xD9)) --end;
  std::vector<std::uint8_t> longer(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end >= 2 ? end - 2 : 0));
  longer.insert(longer.end(), 4096, 0x6D);
  longer.insert(longer.end(), {0xFF, 0xD9});
  return longer;
}

std::optional<Image> decode_whole_jpeg(Bytes bytes) {
  JpegDecoding first = decode_jpeg(bytes);
  if (first.image && first.may_have_run_dry) {
    const JpegDecoding second = decode_jpeg(with_longer_last_scan(bytes));
    if (!second.image || second.image->rgba != first.image->rgba) return std::nullopt;
  }
  return std::move(first.image);
}

std::optional<Image> decode_png(Bytes bytes) {
  int width = 0, height = 0, components = 0;
  stbi_uc* pixels = stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height, &components, 4);
  if (!pixels) return std::nullopt;
  return take(pixels, width, height);
}

}  // namespace

std::optional<Image> stb_decode(Bytes bytes, const ImageInfo& info) {
  const std::size_t unpacked = 4 * static_cast<std::size_t>(info.width) * static_cast<std::size_t>(info.height);
  // stb's inflate doubles its buffer for as long as data comes; nothing it rightly needs is larger than this.
  const StbAllocationLimit limit(2 * std::max(unpacked + 8 * static_cast<std::size_t>(info.height), bytes.size()) + (1u << 16));
  auto image = info.format == ImageFormat::kPng ? decode_png(bytes) : decode_whole_jpeg(bytes);
  if (!image || image->width != info.width || image->height != info.height) return std::nullopt;
  return image;
}

}  // namespace compositor::codec
