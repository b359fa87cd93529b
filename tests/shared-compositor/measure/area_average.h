#pragma once

#include "compositor/geometry.h"
#include "compositor/image.h"

namespace measure {

// `part` of a picture (in its pixels, within it) at another size, smaller or equal: each pixel the mean of the sRGB values
// of the area that it covers, pixels that are covered in part counting in part.
compositor::Image area_average(const compositor::Image& image, const compositor::Rect& part, int width, int height);

}  // namespace measure
