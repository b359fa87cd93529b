#pragma once

#include <vector>

#include "paint/dice.h"
#include "paint/layers.h"
#include "paint/oklab.h"
#include "paint/reference.h"

namespace compositor::paint {

// What one stroke is traced on, in pixels of the reference.
struct TraceGround {
  const Reference& reference;
  const Plane& colors;  // the reference as this layer sees it: blurred for wide strokes
  const Plane& flow;    // has so many times fewer pixels a side
  const Plane& error;   // how far the canvas is from `colors`

  static constexpr int kFlowCoarser = 2;
  [[nodiscard]] Vec2 direction(Vec2 at) const { return direction_at(flow, at.x / kFlowCoarser, at.y / kFlowCoarser); }
};

// The path of a stroke from its seed: along the flow both ways, until the colour changes, the canvas is better without
// it, it is long enough or it leaves what is to be painted by more than `overshoot` units. At least a dab.
std::vector<Vec2> trace_stroke(const TraceGround& ground, const Layer& layer, Vec2 seed, float overshoot, Dice& dice);

Oklab color_at(const Plane& oklab, float x, float y);

}  // namespace compositor::paint
