#pragma once

#include "compositor/image.h"

namespace measure {

// Mean SSIM of the luma (BT.601) of two pictures of one size, at least 11x11, over all windows that lie within them: Gaussian
// window 11x11 with deviation 1.5, K1 = 0.01, K2 = 0.03, after Wang, Bovik, Sheikh and Simoncelli, "Image Quality Assessment" (2004).
double mean_ssim(const compositor::Image& one, const compositor::Image& other);

}  // namespace measure
