#pragma once

#include <cstdint>
#include <vector>

#include "compositor/codec.h"
#include "compositor/render.h"

namespace compositor {

// encode_png(render(...)) byte for byte, and its errors, if the print layers are whole; kInvalidRecipe, too, when next to
// nothing of the pet lies on the canvas. Where the scene has the target's print layers (attach_print), only the rows that the
// pet reaches are unpacked, painted and compressed; the others are copied as they were baked.
Result<std::vector<std::uint8_t>> render_png(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target,
                                             const PngOptions& png = {}, const RenderOptions& options = {});

}  // namespace compositor
