#pragma once

#include "compositor/image.h"
#include "image/pixel_rect.h"
#include "image/work.h"
#include "paint/rasterise.h"
#include "paint/relief.h"

namespace compositor::paint {

// The strokes on `area` of the picture that `view` leads to, lit from the side: `area`'s size, premultiplied.
// Drawn in tiles, so that memory stays small and threads can share them. `relief` is the gain of paint/relief.
Image paint_picture(const StrokeList& list, const View& view, const image::PixelRect& area, image::Work& work, float relief = kPaintingRelief,
                    const Hidden& hidden = {});

}  // namespace compositor::paint
