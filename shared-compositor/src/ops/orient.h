#pragma once

#include "compositor/image.h"
#include "image/pixel_rect.h"

namespace compositor::ops {

// Turns the stored picture upright. `orientation` is EXIF 1..8; anything else leaves the picture as it is.
Image orient(Image image, int orientation);

// Where the part `upright` of the upright picture lies in the stored one, whose size is given.
image::PixelRect stored_part(const image::PixelRect& upright, int width, int height, int orientation);

}  // namespace compositor::ops
