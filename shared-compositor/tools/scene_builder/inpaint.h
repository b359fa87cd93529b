#pragma once

#include "compositor/image.h"
#include "field.h"

namespace scene_builder {

// Fills the pixels where `hole` is over one half from what surrounds them, from the border inwards; nearer
// neighbours and those straight behind the border count most (after Telea, 2004). `radius` in pixels.
void inpaint(compositor::Image& image, const Field& hole, int radius);

}  // namespace scene_builder
