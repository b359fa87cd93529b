#pragma once

#include <vector>

#include "compositor/recipe.h"
#include "compositor/result.h"
#include "compositor/scene.h"
#include "image/work.h"
#include "ops/pyramid.h"
#include "paint/stroke.h"
#include "render/pet_matte.h"

namespace compositor::rendering {

// The recipe without what does not matter to the strokes: pose and relief.
Recipe strokes_recipe(Recipe recipe);

// The pet in the recipe's oval as strokes, its broken dark contour first: units of recipe::Face. Depends on the photo,
// the scene's palette and what strokes_recipe leaves of the recipe; not on a target. Errors: kInvalidRecipe when nothing
// of the pet is left, kCanceled.
inline constexpr double kSeen = 0.25, kPlanned = 0.5;  // of a whole picture's work, when plan_pet has seen the pet and when it is done
struct PlannedPet {
  FoundPet found;
  paint::StrokeList strokes;
};
Result<PlannedPet> plan_pet(const Recipe& recipe, const std::vector<Tint>& palette, ops::Pyramid& photo, image::Work& work);

}  // namespace compositor::rendering
