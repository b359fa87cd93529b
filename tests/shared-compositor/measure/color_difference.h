#pragma once

#include "compositor/image.h"

namespace measure {

// CIE L*a*b*, D65, 2 degrees.
struct Lab {
  double lightness, a, b;
};

Lab lab_from_srgb(const std::uint8_t* rgb);

// CIEDE2000 with kL = kC = kH = 1, after Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005).
double ciede2000(const Lab& one, const Lab& other);

// The mean over all pixels of two pictures of one size.
double mean_ciede2000(const compositor::Image& one, const compositor::Image& other);

}  // namespace measure
