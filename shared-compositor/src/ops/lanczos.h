#pragma once

#include "compositor/image.h"
#include "compositor/work.h"
#include "image/pixel_rect.h"

namespace compositor::ops {

// The pixels `area` of `source`, enlarged or reduced to width x height with the Lanczos filter of three lobes (Duchon,
// 1979), widened when it shrinks; only pixels of `area` count. All four channels are treated alike, so a picture with
// alpha must be premultiplied. `area` lies inside the source and is at least 2 pixels wide; reducing by more
// than 64 is for ops::Pyramid.
Image lanczos(const Image& source, const image::PixelRect& area, int width, int height, const ForEach& for_each);

}  // namespace compositor::ops
