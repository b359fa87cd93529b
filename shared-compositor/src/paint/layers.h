#pragma once

#include <span>
#include <vector>

namespace compositor::paint {

// One pass of a painter, coarse passes first. Widths are units; lengths and the grid are in widths.
struct Layer {
  float width;
  float grid;        // one stroke may start in each cell of this size
  float threshold;   // only where the canvas differs from the reference by more; negative: everywhere
  float alpha;
  float least, most; // length
  float jitter;      // of the colour
  float relief;
};

std::span<const Layer> backdrop_layers();
// `brush` scales the widths: fully those of broad strokes, less those of fine ones, which eyes and noses are made of.
std::vector<Layer> pet_layers(float brush = 1);

}  // namespace compositor::paint
