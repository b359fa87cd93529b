#pragma once

#include <optional>

#include "codec/byte_reader.h"
#include "compositor/codec.h"
#include "image/pixel_rect.h"

namespace compositor::codec {

// Pixels of a file whose header `info` has been checked; orientation and alpha as stored. Nothing when the data is
// damaged, ends early, or unpacks to more than its header says.
std::optional<Image> stb_decode(Bytes bytes, const ImageInfo& info);

// The pixels `part` of that; it must lie inside. Of a JPEG, only this part is turned from coefficients into colours.
std::optional<Image> stb_decode(Bytes bytes, const ImageInfo& info, const image::PixelRect& part, const ForEach& for_each);

}  // namespace compositor::codec
