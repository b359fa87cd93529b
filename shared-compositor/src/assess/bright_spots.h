#pragma once

#include "assess/face_sample.h"

namespace compositor::assessing {

// Whether the face has two small, round, very bright spots, each in a dark ring, where a pair of eyes may be: pupils
// that throw the flash back. The highlight of a healthy eye is smaller.
bool has_flash_lit_eyes(const FaceSample& face);

}  // namespace compositor::assessing
