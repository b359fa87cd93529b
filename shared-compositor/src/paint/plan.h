#pragma once

#include <span>

#include "image/work.h"
#include "paint/layers.h"
#include "paint/reference.h"
#include "paint/stroke.h"

namespace compositor::paint {

struct PlanOptions {
  FlowScale flow;             // in units, unlike make_flow's own
  float overshoot = 0;        // how far strokes may leave what is to be painted, in units; thin ones go farther
  float saturation = 1;
  std::uint32_t seed = 1;
  int coarser = 2;            // the planner's own canvas has so many times fewer pixels a side than the reference
};

// The strokes that paint `reference`, coarse to fine: each layer looks at what the layers before it left wrong.
// `list` may already hold strokes (a contour); the new ones go on top. Points are in units of the reference.
void plan_strokes(const Reference& reference, std::span<const Layer> layers, const PlanOptions& options, StrokeList& list, image::Work& work);

}  // namespace compositor::paint
