#pragma once

#include "compositor/image.h"
#include "compositor/work.h"
#include "image/mapping.h"

namespace compositor::ops {

// A picture of width x height: the colour of its pixel (x, y) is `source`'s at `map`(x, y), bicubic, whose edge pixels go on
// outside. For turning and moving at about the same size; see lanczos for another. All four channels are treated alike,
// so a picture with alpha must be premultiplied. `source` is at least 4x4.
Image turn(const Image& source, const image::Affine& map, int width, int height, const ForEach& for_each);

}  // namespace compositor::ops
