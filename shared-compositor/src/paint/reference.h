#pragma once

#include "paint/flow.h"
#include "paint/plane.h"

namespace compositor::paint {

// What a painter looks at while painting. All planes have one size.
struct Reference {
  float pixels_per_unit = 1;
  Plane oklab;       // 3 channels
  Plane outside;     // units beyond the edge of what is to be painted, 0 or less inside; empty: everything is
  Plane importance;  // 0..1, finer strokes where it is high; empty: 0
};

inline float outside_at(const Reference& reference, float x, float y) {
  return reference.outside.values.empty() ? -1.0f : *reference.outside.nearest(x, y);
}

}  // namespace compositor::paint
