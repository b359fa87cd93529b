#pragma once

#include "codec/byte_reader.h"
#include "compositor/codec.h"

namespace compositor::codec {

bool looks_like_jpeg(Bytes bytes);

// Markers up to the frame header: refuses CMYK, 12-bit, lossless and arithmetic coding.
Result<ImageInfo> probe_jpeg(Bytes bytes);

// Walks all markers and scans to the end marker: code tables of a possible size, as many restart markers as each scan
// needs, nothing cut off. Error: kCorruptImage.
Result<void> check_jpeg_structure(Bytes bytes);

}  // namespace compositor::codec
