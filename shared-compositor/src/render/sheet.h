#pragma once

#include "compositor/recipe.h"
#include "image/work.h"
#include "matte/regions.h"
#include "ops/eye_fix.h"
#include "ops/pyramid.h"
#include "recipe/face.h"

namespace compositor::rendering {

// Units of recipe::Face.
struct Area {
  double left, top, right, bottom;
};

// An upright piece of the photo: where its pixels lie.
struct Sheet {
  recipe::Face face;
  double left, top;  // units
  double pixels_per_unit;
  int width, height;
};

// `detail` pixels per unit, fewer for areas so large that it would have more than `most_pixels`.
Sheet make_sheet(const recipe::Face& face, const Area& area, double detail, double most_pixels);

// Where on the sheet (pixels, the first one's corner is (0, 0)) a place of the photo lies: Face::photo_at the other way round.
Point on_sheet(const recipe::PhotoPoint& place, const Sheet& sheet);

// What is seen there: the photo with its eyes fixed, how far out of the oval, and what the recipe's brush touched.
matte::View look_at(const Sheet& sheet, const Recipe& recipe, ops::Pyramid& photo, const ops::EyeFix& eyes, image::Work& work);

}  // namespace compositor::rendering
