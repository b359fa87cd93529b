#pragma once

#include "image/view.h"
#include "render/pet_matte.h"

namespace compositor::rendering {

// How much of the pet's area lands on a canvas of `width` x `height` pixels, 0..1; 0 where there is no pet. What lies in
// front of it there (the hands) is not asked.
double share_on_canvas(const FoundPet& found, const image::View& target_from_face, int width, int height);

}  // namespace compositor::rendering
