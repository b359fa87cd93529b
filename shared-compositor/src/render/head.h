#pragma once

#include "compositor/scene.h"
#include "ops/pyramid.h"
#include "recipe/layout.h"
#include "render/backdrop.h"

namespace compositor::rendering {

// Paints the pet, its dark halo and the foreground's shadow on it into `canvas` (the target, already showing the
// plate), inside layout.head_area.
void draw_head(Image& canvas, const Scene& scene, const recipe::Layout& layout, ops::Pyramid& photo, const Backdrop& backdrop);

}  // namespace compositor::rendering
