#pragma once

#include "compositor/image.h"
#include "image/mapping.h"
#include "image/pixel_rect.h"

namespace compositor::ops {

// The pixels `area` of the target, each the mean of the part of `source` that it covers, pixels covered in part counting in
// part; edge pixels go on outside. For steps of one pixel and more; all four channels are treated alike.
Image reduce(const Image& source, const image::AxisMap& across, const image::AxisMap& down, const image::PixelRect& area);

}  // namespace compositor::ops
