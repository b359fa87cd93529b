#include "codec/jpeg_reader.h"

#include "codec/exif.h"
#include "codec/jpeg_segments.h"

namespace compositor::codec {
namespace {

tl::unexpected<Error> corrupt() { return fail(ErrorCode::kCorruptImage, "The photo is damaged or was cut short."); }

Result<ImageInfo> read_frame_header(const JpegSegment& segment) {
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

bool looks_like_jpeg(Bytes bytes) { return bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF; }

Result<ImageInfo> probe_jpeg(Bytes bytes) {
  int orientation = 0;
  for (std::size_t at = 2;;) {
    const auto segment = jpeg_segment_at(bytes, at);
    if (!segment || segment->marker == kStartOfScan || segment->marker == kEndOfImage) return corrupt();
    if (segment->marker == kApp1 && orientation == 0) orientation = orientation_of(segment->body);
    if (is_frame_header(segment->marker)) {
      auto info = read_frame_header(*segment);
      if (info && orientation > 0) info->orientation = orientation;
      return info;
    }
    at = segment->end;
  }
}

}  // namespace compositor::codec
