#include "paint/reduced.h"

#include "ops/pyramid.h"

namespace compositor::paint {
namespace {

// A picture of a few pixels per unit is not worth more than this.
constexpr int kMostTimes = 16;

View doubled(const View& view) { return {2 * view.xx, 2 * view.xy, 2 * view.x0, 2 * view.yx, 2 * view.yy, 2 * view.y0}; }

}  // namespace

Image paint_reduced(const StrokeList& list, const View& view, const image::PixelRect& area, float fineness, image::Work& work, float relief, const Cover* cover) {
  View fine = view;
  int times = 1;
  for (; times < kMostTimes && pixels_per_unit(fine) < fineness; times *= 2) fine = doubled(fine);
  const Hidden hidden = cover ? Hidden(*cover, area, times, light_reach(pixels_per_unit(fine))) : Hidden();
  Image picture = paint_picture(list, fine, {area.x * times, area.y * times, area.width * times, area.height * times}, work, relief, hidden);
  if (work.canceled()) return {};
  for (; times > 1; times /= 2) picture = ops::halve(picture, work);
  return picture;
}

}  // namespace compositor::paint
