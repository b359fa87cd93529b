#pragma once

#include "compositor/result.h"
#include "image/work.h"
#include "matte/matte.h"
#include "render/sheet.h"

namespace compositor::rendering {

// The pet found on a small view of the photo around the oval.
struct Finding {
  Sheet sheet;
  matte::Matte matte;
};

// Looks at the oval and half as much again around it; what lies farther out is never the pet.
// Error: kInvalidRecipe when nothing of the pet is left.
Result<Finding> find_pet(const Recipe& recipe, ops::Pyramid& photo, const ops::EyeFix& eyes, image::Work& work);

// The pet at the size at which it is painted, with as much around it as its strokes may reach.
struct FoundPet {
  Sheet sheet;
  image::Plane pet;  // 0..1
};
struct PetSheet {
  FoundPet found;
  matte::View view;
  ops::EyeFix eyes;
};

// Errors: as above, and kCanceled.
Result<PetSheet> see_pet(const Recipe& recipe, ops::Pyramid& photo, image::Work& work);

}  // namespace compositor::rendering
