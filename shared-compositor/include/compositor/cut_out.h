#pragma once

#include "compositor/image.h"
#include "compositor/recipe.h"
#include "compositor/render.h"
#include "compositor/result.h"

namespace compositor {

// What of the upright photo the recipe makes the pet, for a person who corrects it: a white picture `width_px` wide
// (16..4096; the height follows the photo's), whose alpha is the pet's share of each pixel: the same matte that is painted.
// Errors: kInvalidRecipe, also when nothing of the pet is left; kInvalidTarget; kImageTooSmall; kCanceled.
// A cache that has rendered this recipe knows the matte; one that has rendered this photo spares making it smaller again.
Result<Image> cut_out_mask(const Recipe& recipe, const Image& photo, int width_px, const RenderOptions& options = {});

}  // namespace compositor
