#pragma once

#include <cstdint>
#include <span>

#include "compositor/image.h"
#include "compositor/work.h"
#include "image/pixel_rect.h"

namespace compositor::ops {

// Source-over of a premultiplied picture onto an opaque backdrop, its top left corner at (x, y) of the backdrop;
// it must lie inside. Only `part` of the backdrop is touched.
void blend_over(Image& backdrop, const Image& source, int x, int y, const image::PixelRect& part);
inline void blend_over(Image& backdrop, const Image& source, int x, int y) { blend_over(backdrop, source, x, y, {x, y, source.width, source.height}); }

// Mixes an opaque picture into an opaque backdrop, its top left corner at (x, y), inside: `mask` says for each of its
// pixels how much of it is seen, 0..255.
void blend_masked(Image& backdrop, const Image& source, std::span<const std::uint8_t> mask, int x, int y, const ForEach& for_each);

}  // namespace compositor::ops
