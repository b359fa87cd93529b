#pragma once

#include "codec/byte_reader.h"

namespace compositor::codec {

// The orientation tag (0x0112) of the first directory of a TIFF block, as EXIF carries it; 1 when there is none or
// anything about it is odd: a broken EXIF block is no reason to refuse a photo.
int exif_orientation(Bytes tiff);

}  // namespace compositor::codec
