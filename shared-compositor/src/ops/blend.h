#pragma once

#include "compositor/image.h"

namespace compositor::ops {

// Source-over of a premultiplied picture onto an opaque backdrop, its top left corner at (x, y) of the backdrop;
// it must lie inside.
void blend_over(Image& backdrop, const Image& source, int x, int y);

}  // namespace compositor::ops
