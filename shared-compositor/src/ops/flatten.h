#pragma once

#include "compositor/image.h"

namespace compositor::ops {

// Alpha blended onto white; the result is opaque.
void flatten_onto_white(Image& image);

// Straight to premultiplied alpha, the form in which pictures with alpha are resampled and blended.
void premultiply(Image& image);

}  // namespace compositor::ops
