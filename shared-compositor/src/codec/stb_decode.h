#pragma once

#include <optional>

#include "codec/byte_reader.h"
#include "compositor/codec.h"

namespace compositor::codec {

// Pixels of a file whose header `info` has been checked; orientation and alpha as stored. Nothing when the data is
// damaged, ends early, or unpacks to more than its header says.
std::optional<Image> stb_decode(Bytes bytes, const ImageInfo& info);

}  // namespace compositor::codec
