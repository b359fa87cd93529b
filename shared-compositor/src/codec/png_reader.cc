#include "codec/png_reader.h"

#include <optional>

#include "codec/checksum.h"
#include "codec/exif.h"

namespace compositor::codec {
namespace {

constexpr std::uint8_t kSignature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

tl::unexpected<Error> corrupt() { return fail(ErrorCode::kCorruptImage, "The photo is damaged or was cut short."); }

constexpr std::uint32_t tag(const char (&name)[5]) {
  return static_cast<std::uint32_t>(name[0]) << 24 | static_cast<std::uint32_t>(name[1]) << 16 | static_cast<std::uint32_t>(name[2]) << 8 |
         static_cast<std::uint32_t>(name[3]);
}

struct Chunk {
  std::uint32_t type;
  Bytes data;
  std::size_t end;  // offset of the next chunk
};

std::optional<Chunk> chunk_at(Bytes bytes, std::size_t at) {
  if (bytes.size() - at < 12) return std::nullopt;
  const std::size_t length = be32(bytes, at);
  if (length > bytes.size() - at - 12) return std::nullopt;
  return Chunk{be32(bytes, at + 4), bytes.subspan(at + 8, length), at + 12 + length};
}

bool allowed_depth(int depth, int color_type) {
  switch (color_type) {
    case 0: return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3: return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2: case 4: case 6: return depth == 8 || depth == 16;
    default: return false;
  }
}

Result<ImageInfo> read_header(const Chunk& chunk) {
  if (chunk.type != tag("IHDR") || chunk.data.size() != 13) return corrupt();
  const std::uint32_t width = be32(chunk.data, 0), height = be32(chunk.data, 4);
  if (width == 0 || height == 0 || width > 0x7FFFFFFF || height > 0x7FFFFFFF) return corrupt();
  if (!allowed_depth(chunk.data[8], chunk.data[9]) || chunk.data[10] != 0 || chunk.data[11] != 0 || chunk.data[12] > 1) return corrupt();
  if (chunk.data[8] == 16) return fail(ErrorCode::kUnsupportedImage, "This PNG has 16 bits per colour; please save it with 8.");
  return ImageInfo{ImageFormat::kPng, static_cast<int>(width), static_cast<int>(height), 1};
}

}  // namespace

bool looks_like_png(Bytes bytes) { return starts_with(bytes, kSignature, sizeof kSignature); }

Result<ImageInfo> probe_png(Bytes bytes) {
  auto chunk = chunk_at(bytes, sizeof kSignature);
  if (!chunk) return corrupt();
  auto info = read_header(*chunk);
  if (!info) return info;
  while ((chunk = chunk_at(bytes, chunk->end))) {
    if (chunk->type == tag("IDAT")) return info;
    if (chunk->type == tag("acTL")) return fail(ErrorCode::kUnsupportedImage, "Animated pictures cannot be printed; please choose a still photo.");
    if (chunk->type == tag("eXIf")) info->orientation = exif_orientation(chunk->data);
    if (chunk->type == tag("IEND")) break;
  }
  return corrupt();
}

Result<void> check_png_chunks(Bytes bytes) {
  std::size_t at = sizeof kSignature;
  while (const auto chunk = chunk_at(bytes, at)) {
    const Bytes covered = bytes.subspan(at + 4, chunk->data.size() + 4);
    if (crc32(covered) != be32(bytes, chunk->end - 4)) return corrupt();
    if (chunk->type == tag("IEND")) return {};
    at = chunk->end;
  }
  return corrupt();
}

}  // namespace compositor::codec
