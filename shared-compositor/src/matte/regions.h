#pragma once

#include <span>

#include "image/plane.h"
#include "matte/brush.h"

namespace compositor::matte {

// Where on a grid something lies: the photo's colours, how far out of the oval's middle (its edge at 1; kNowhere and
// more: the photo has ended), and what the brush touched.
struct View {
  image::Plane oklab;   // 3 channels
  image::Plane radius;  // 1 channel
  std::vector<Touch> touched;
};

inline constexpr float kNowhere = 90;

// Takes away from a mask of 0 and 1 what is narrower than five pixels, unless the brush added it: poles, leads, wires.
void drop_slivers(image::Plane& mask, std::span<const Touch> touched);

// `mask` is the pet where it is over 0.5. Keeps what hangs together with the middle of the oval or was added by the
// brush, or, where neither is the pet, the largest part; fills holes that were not erased. What is dropped becomes 0,
// what is filled 1.
void keep_one_piece(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched);

}  // namespace compositor::matte
