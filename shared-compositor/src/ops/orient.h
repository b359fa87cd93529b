#pragma once

#include "compositor/image.h"

namespace compositor::ops {

// Turns the stored picture upright. `orientation` is EXIF 1..8; anything else leaves the picture as it is.
Image orient(Image image, int orientation);

}  // namespace compositor::ops
