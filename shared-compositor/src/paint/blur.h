#pragma once

#include "image/work.h"
#include "paint/plane.h"

namespace compositor::paint {

// Gaussian blur, `sigma` in pixels; the border's values go on outside. Wide ones are made on smaller planes, close to a
// Gaussian and the faster the wider. At most 4 channels.
Plane blurred(const Plane& plane, float sigma);
// The same, rows shared.
Plane blurred(const Plane& plane, float sigma, image::Work& work);

// Half the size (rounded up), each pixel the mean of 2x2; the last row or column of an odd size counts twice.
Plane halved(const Plane& plane);

}  // namespace compositor::paint
