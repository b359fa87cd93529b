#pragma once

#include "paint/dice.h"
#include "paint/stroke.h"

namespace compositor::paint {

// A closed line around a shape: broken dark strokes, two passes, some a little outside, as Munch's figures have.
// `outline` in units, evenly spaced, clockwise on the picture.
void add_contour(std::span<const Vec2> outline, Dice& dice, StrokeList& list);

}  // namespace compositor::paint
