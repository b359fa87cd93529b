#pragma once

#include "matte/regions.h"

namespace views {

inline constexpr int kSize = 150;

// A reddish disc (radius 45, a little speckled) in the middle of green, seen through an oval of radius `oval`.
compositor::matte::View disc(float oval);

}  // namespace views
