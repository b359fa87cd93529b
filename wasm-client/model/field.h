#pragma once

#include "compositor/recipe.h"
#include "model/pixel_oval.h"

namespace model {

// The numbers a person can type or slide, in the units a person reads. The order is part of the C interface.
enum class Field {
  kX,             // centre, % of the photo's width
  kY,             // centre, % of the photo's height
  kSize,          // the oval's height, % of the photo's height
  kWidth,         // the oval's width, % of its height
  kRotation,      // degrees, clockwise
  kPoseX,         // scene units, right
  kPoseY,         // scene units, down
  kPoseScale,     // %
  kPoseRotation,  // degrees, clockwise
  kBrush,         // width of the strokes, %
  kPalette,       // how far towards the painting's colours, %
  kRelief,        // %
  kStretch,       // height of the face against the photo's, %
};
inline constexpr int kFieldCount = 13;

struct Range {
  double min;
  double max;
  double step;
};

Range range_of(Field field);
double value_of(const compositor::Recipe& recipe, PhotoSize photo, Field field);
// `recipe` with one number changed; `value` must be finite and inside the range.
compositor::Recipe with_value(compositor::Recipe recipe, PhotoSize photo, Field field, double value);

}  // namespace model
