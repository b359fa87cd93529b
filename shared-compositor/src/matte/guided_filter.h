#pragma once

#include "image/plane.h"

namespace compositor::matte {

// The guided filter (He, Sun and Tang, "Guided Image Filtering", 2010) with a colour guide: around each pixel the mask
// as a linear function of the colour. Fitted on a small picture the function can be asked on a bigger one (He and Sun,
// "Fast Guided Filter", 2015): an edge that the colours show comes out where they show it.
class GuidedFilter {
 public:
  // `oklab` has three channels, `mask` one, of the same size; windows are 2 * radius + 1 pixels a side. Where the
  // colours vary less than the root of `smoothness` the mask is smoothed instead.
  GuidedFilter(const image::Plane& oklab, const image::Plane& mask, int radius, float smoothness);

  // The mask, 0..1, of a colour seen at a place of the small picture, pixel n's middle at n + 0.5.
  [[nodiscard]] float at(float x, float y, const float* oklab) const;

 private:
  image::Plane linear_;  // three factors and what is added
};

}  // namespace compositor::matte
