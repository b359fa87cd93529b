#pragma once

#include "image/plane.h"

namespace compositor::paint {

using image::Plane;
using image::smooth_step;
using image::Vec2;

}  // namespace compositor::paint
