#pragma once

#include "compositor/recipe.h"
#include "ops/eye_fix.h"

namespace compositor::rendering {

// The recipe's tapped eyes on this photo, lit from the top left of the upright face.
ops::EyeFix fix_eyes(const Recipe& recipe, ops::Pyramid& photo);

}  // namespace compositor::rendering
