#pragma once

#include <string>
#include <vector>

#include "compositor/geometry.h"
#include "paint/stroke.h"

namespace scene_builder {

// A place on a limb's middle line and how wide the limb is there; scene units.
struct Joint {
  compositor::Point at;
  double width = 0;
};

// A finger, an arm, a fold: what a painter fills with a few pulls of the brush side by side.
struct Limb {
  std::vector<compositor::paint::Oklab> tones;  // from the left side to the right side, seen along the path
  std::vector<Joint> path;
  double brush = 0;  // width of one pull, units
};

// Limbs that belong together: first the dark lines around all of them, then the limbs in order.
struct LimbGroup {
  compositor::paint::Oklab line_tone;
  double line = 0;  // how far the line shows on each side, units; 0 = none
  std::vector<Limb> limbs;
};

// The groups as strokes of the same brush as everything else, in order. `unit` is scene units per unit of the strokes.
compositor::paint::StrokeList paint_limbs(const std::vector<LimbGroup>& groups, double unit, std::uint32_t seed);

}  // namespace scene_builder
