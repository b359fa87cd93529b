#pragma once

#include <functional>

#include "compositor/image.h"
#include "image/pixel_rect.h"
#include "paint/rasterise.h"

namespace compositor::paint {

// Does `work(0)` ... `work(count - 1)`, in any order, perhaps at once; the caller's threads, if it has any.
using ForEach = std::function<void(int count, const std::function<void(int)>& work)>;
void one_after_another(int count, const std::function<void(int)>& work);

// The strokes on `area` of the picture that `view` leads to, lit from the side: `area`'s size, premultiplied.
// Drawn in bands, so that memory stays small; the same for any `for_each`.
Image paint_picture(const StrokeList& list, const View& view, const image::PixelRect& area, const ForEach& for_each = one_after_another);

}  // namespace compositor::paint
