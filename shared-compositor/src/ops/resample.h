#pragma once

#include "compositor/image.h"
#include "image/mapping.h"
#include "image/pixel_rect.h"

namespace compositor::ops {

// The pixels `area` of the target, bicubic from `source`, whose edge pixels go on outside. All four channels are treated
// alike, so a picture with alpha must be premultiplied. Steps well over one pixel want a smaller source (ops::Pyramid).
Image resample(const Image& source, const image::AxisMap& across, const image::AxisMap& down, const image::PixelRect& area);

// The same mapping when the source has been halved `level` times.
image::AxisMap at_level(const image::AxisMap& map, int level);

}  // namespace compositor::ops
