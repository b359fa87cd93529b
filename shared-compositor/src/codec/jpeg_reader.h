#pragma once

#include "codec/byte_reader.h"
#include "compositor/codec.h"

namespace compositor::codec {

bool looks_like_jpeg(Bytes bytes);

// Markers up to the frame header: refuses CMYK, 12-bit, lossless and arithmetic coding.
Result<ImageInfo> probe_jpeg(Bytes bytes);

// Walks the markers through all scans. Error: kCorruptImage when the file ends before its end marker.
Result<void> check_jpeg_end(Bytes bytes);

}  // namespace compositor::codec
