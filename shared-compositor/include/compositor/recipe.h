#pragma once

#include "compositor/geometry.h"
#include "compositor/result.h"

namespace compositor {

// What the customer chose, apart from the photo and the scene. Values only; the JSON form is in json.h.
struct Recipe {
  int version = 1;
  Oval oval;
  Pose pose;
};

// Checks ranges: every number finite; rx, ry in [0.01, 1]; the oval's centre inside the photo;
// degrees in [-180, 180]; pose in the ranges of geometry.h. Error: kInvalidRecipe naming the field.
Result<void> validate(const Recipe& recipe);

}  // namespace compositor
