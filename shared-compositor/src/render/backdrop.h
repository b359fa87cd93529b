#pragma once

#include <optional>

#include "compositor/scene.h"
#include "image/pixel_rect.h"
#include "image/work.h"
#include "recipe/layout.h"

namespace compositor::rendering {

// The scene at one target's size: all that does not depend on the pet.
struct Backdrop {
  Image plate;                          // opaque, the whole target
  image::PixelRect foreground_area;     // part of the target
  Image foreground;                     // premultiplied, foreground_area's size
  Image shadow;                         // foreground_area's size; alpha = how much the foreground darkens the pet
};

// Only `rows` of the target are needed; what the others hold means nothing. Nothing when a print's layers are damaged.
std::optional<Backdrop> make_backdrop(const Scene& scene, const recipe::Layout& layout, const Target& target, RowSpan rows, image::Work& work);

}  // namespace compositor::rendering
