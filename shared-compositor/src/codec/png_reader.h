#pragma once

#include "codec/byte_reader.h"
#include "compositor/codec.h"

namespace compositor::codec {

bool looks_like_png(Bytes bytes);

// IHDR and the chunks before the first IDAT: refuses 16-bit, animated and malformed files.
Result<ImageInfo> probe_png(Bytes bytes);

// Every chunk complete with a right CRC, up to IEND. Error: kCorruptImage.
Result<void> check_png_chunks(Bytes bytes);

}  // namespace compositor::codec
