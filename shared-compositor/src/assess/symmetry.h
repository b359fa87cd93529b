#pragma once

#include "assess/face_sample.h"

namespace compositor::assessing {

// How well one half of the face mirrors the other, -1000..1000: the correlation of brightness within rows, for the best
// of many axes near the oval's own. `reach`: so many grid points of FaceSample to each side are compared.
int mirror_likeness(const FaceSample& face, int reach);

}  // namespace compositor::assessing
