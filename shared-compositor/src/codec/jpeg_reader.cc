#include "codec/jpeg_reader.h"

#include <optional>

#include "codec/exif.h"

namespace compositor::codec {
namespace {

constexpr std::uint32_t kSoi = 0xD8, kEoi = 0xD9, kSos = 0xDA, kApp1 = 0xE1, kTem = 0x01;

tl::unexpected<Error> corrupt() { return fail(ErrorCode::kCorruptImage, "The photo is damaged or was cut short."); }

bool is_restart(std::uint32_t marker) { return marker >= 0xD0 && marker <= 0xD7; }
bool is_frame_header(std::uint32_t marker) { return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; }
bool stands_alone(std::uint32_t marker) { return is_restart(marker) || marker == kSoi || marker == kEoi || marker == kTem; }

struct Segment {
  std::uint32_t marker;
  Bytes body;
  std::size_t end;
};

// The next marker at or after `at`, with its body. Fill bytes before a marker are allowed (ITU T.81, B.1.1.2).
std::optional<Segment> segment_at(Bytes bytes, std::size_t at) {
  if (at >= bytes.size() || bytes[at] != 0xFF) return std::nullopt;
  while (at < bytes.size() && bytes[at] == 0xFF) ++at;
  if (at >= bytes.size() || bytes[at] == 0) return std::nullopt;
  const std::uint32_t marker = bytes[at++];
  if (stands_alone(marker)) return Segment{marker, {}, at};
  if (bytes.size() - at < 2) return std::nullopt;
  const std::size_t length = be16(bytes, at);
  if (length < 2 || length > bytes.size() - at) return std::nullopt;
  return Segment{marker, bytes.subspan(at + 2, length - 2), at + length};
}

// The end of entropy-coded data: the first marker that is neither a stuffed zero nor a restart.
std::size_t skip_scan(Bytes bytes, std::size_t at) {
  while (at + 1 < bytes.size()) {
    if (bytes[at] != 0xFF) {
      ++at;
    } else if (bytes[at + 1] == 0 || is_restart(bytes[at + 1])) {
      at += 2;
    } else {
      return at;
    }
  }
  return bytes.size();
}

Result<ImageInfo> read_frame_header(const Segment& segment) {
  if (segment.body.size() < 6) return corrupt();
  const int height = static_cast<int>(be16(segment.body, 1)), width = static_cast<int>(be16(segment.body, 3));
  const int components = segment.body[5];
  if (segment.marker > 0xC2) return fail(ErrorCode::kUnsupportedImage, "This kind of JPEG cannot be read; please save it as an ordinary JPEG or PNG.");
  if (segment.body[0] != 8) return fail(ErrorCode::kUnsupportedImage, "This JPEG has more than 8 bits per colour; please save it with 8.");
  if (components == 4) return fail(ErrorCode::kUnsupportedImage, "This JPEG is made for printing presses (CMYK); please save it as RGB.");
  if ((components != 1 && components != 3) || width == 0 || height == 0) return corrupt();
  return ImageInfo{ImageFormat::kJpeg, width, height, 1};
}

int orientation_of(Bytes app1) {
  constexpr char kExif[] = "Exif\0";
  return starts_with(app1, kExif, 6) ? exif_orientation(app1.subspan(6)) : 0;
}

}  // namespace

bool looks_like_jpeg(Bytes bytes) { return bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == kSoi && bytes[2] == 0xFF; }

Result<ImageInfo> probe_jpeg(Bytes bytes) {
  int orientation = 0;
  for (std::size_t at = 2;;) {
    const auto segment = segment_at(bytes, at);
    if (!segment || segment->marker == kSos || segment->marker == kEoi) return corrupt();
    if (segment->marker == kApp1 && orientation == 0) orientation = orientation_of(segment->body);
    if (is_frame_header(segment->marker)) {
      auto info = read_frame_header(*segment);
      if (info && orientation > 0) info->orientation = orientation;
      return info;
    }
    at = segment->end;
  }
}

Result<void> check_jpeg_end(Bytes bytes) {
  for (std::size_t at = 2;;) {
    const auto segment = segment_at(bytes, at);
    if (!segment) return corrupt();
    if (segment->marker == kEoi) return {};
    at = segment->marker == kSos ? skip_scan(bytes, segment->end) : segment->end;
  }
}

}  // namespace compositor::codec
