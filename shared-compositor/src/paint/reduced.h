#pragma once

#include "paint/picture.h"

namespace compositor::paint {

// paint_picture at no fewer than `fineness` pixels per unit, reduced to `view`'s size by halving. Bristles, thin strokes and
// light painted at a few pixels per unit are not the mean of what a print shows there; reduced ones are. What cannot be
// seen under `cover` may be left bare.
Image paint_reduced(const StrokeList& list, const View& view, const image::PixelRect& area, float fineness, image::Work& work,
                    float relief = kPaintingRelief, const Cover* cover = nullptr);

}  // namespace compositor::paint
