#pragma once

#include "assess/face_sample.h"

namespace compositor::assessing {

// How much of the face's contrast is as fine as an eye's edge: the Laplacian's mean square over the variance of
// brightness, in 1/1000. Out-of-focus faces have little, however high their contrast.
int fine_detail(const FaceSample& face);

}  // namespace compositor::assessing
