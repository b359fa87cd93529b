#pragma once

#include "compositor/scene.h"
#include "image/work.h"
#include "ops/pyramid.h"
#include "paint/stroke.h"
#include "recipe/layout.h"
#include "render/backdrop.h"

namespace compositor::rendering {

// Draws the pet as strokes (render/pet_strokes), its dark halo and the foreground's shadow on it into `canvas` (the
// target, already showing the plate), inside layout.head_area.
void draw_painted_head(Image& canvas, const Recipe& recipe, const recipe::Layout& layout, const paint::StrokeList& strokes,
                       const Backdrop& backdrop, image::Work& work);

// The rows that draw_painted_head may change.
RowSpan painted_rows(const recipe::Layout& layout, const paint::StrokeList& strokes, const Target& target);

// A quick sketch of it for drags: the photo itself with a fringed edge. `canvas` as above.
void draw_sketched_head(Image& canvas, const Scene& scene, const Recipe& recipe, const recipe::Layout& layout, ops::Pyramid& photo,
                        const Backdrop& backdrop);

}  // namespace compositor::rendering
