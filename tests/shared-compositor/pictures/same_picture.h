#pragma once

#include <string>

#include "compositor/render.h"

namespace pictures {

// A target and what was drawn for it.
struct Drawn {
  compositor::Target target;
  compositor::Image picture;
};

struct Sameness {
  double difference = 0, similarity = 1;
};

// Mean CIEDE2000 at most 1, SSIM at least 0.98.
inline constexpr Sameness kSame = {1.0, 0.98};

// Checks that a print, reduced to the preview's pixels (means of sRGB values), is the preview in `where`, a part of the
// scene, as far as both show it: no farther off than `limit`. Parts under 11 preview pixels are not compared.
Sameness check_same(const std::string& what, const Drawn& print, const Drawn& preview, const compositor::Rect& where, const Sameness& limit);

}  // namespace pictures
