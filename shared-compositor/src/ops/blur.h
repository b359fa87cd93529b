#pragma once

#include "compositor/image.h"

namespace compositor::ops {

// Box blur of the alpha channel alone, three times, which is close to a Gaussian; beyond the border alpha is 0.
void blur_alpha(Image& image, int radius);

}  // namespace compositor::ops
