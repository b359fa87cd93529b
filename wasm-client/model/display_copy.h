#pragma once

#include "compositor/image.h"

namespace model {

// The photo as the crop surface shows it: averaged down by a whole factor until no side is over `max_side`.
// A phone's 48-megapixel photo would not fit into a texture. For the eye only; nothing is rendered from it.
compositor::Image display_copy(const compositor::Image& photo, int max_side);

}  // namespace model
