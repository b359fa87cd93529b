#include "codec/jpeg_segments.h"

namespace compositor::codec {
namespace {

bool stands_alone(std::uint32_t marker) {
  constexpr std::uint32_t kTemporary = 0x01, kStartOfImage = 0xD8;
  return is_restart(marker) || marker == kStartOfImage || marker == kEndOfImage || marker == kTemporary;
}

}  // namespace

bool is_restart(std::uint32_t marker) { return marker >= 0xD0 && marker <= 0xD7; }

bool is_frame_header(std::uint32_t marker) { return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; }

std::optional<JpegSegment> jpeg_segment_at(Bytes bytes, std::size_t at) {
  if (at >= bytes.size() || bytes[at] != 0xFF) return std::nullopt;
  while (at < bytes.size() && bytes[at] == 0xFF) ++at;
  if (at >= bytes.size() || bytes[at] == 0) return std::nullopt;
  const std::uint32_t marker = bytes[at++];
  if (stands_alone(marker)) return JpegSegment{marker, {}, at};
  if (bytes.size() - at < 2) return std::nullopt;
  const std::size_t length = be16(bytes, at);
  if (length < 2 || length > bytes.size() - at) return std::nullopt;
  return JpegSegment{marker, bytes.subspan(at + 2, length - 2), at + length};
}

}  // namespace compositor::codec
