#pragma once

#include <vector>

#include "compositor/recipe.h"
#include "compositor/scene.h"
#include "image/work.h"
#include "ops/pyramid.h"
#include "paint/stroke.h"

namespace compositor::rendering {

// The pet in the recipe's oval as strokes, its broken dark contour first: units of recipe::Face. Depends on the photo,
// the oval and the scene's palette; not on the pose or a target.
paint::StrokeList plan_pet(const Recipe& recipe, const std::vector<Tint>& palette, ops::Pyramid& photo, image::Work& work);

}  // namespace compositor::rendering
