#include "render/backdrop.h"

#include <algorithm>

#include "image/fixed_point.h"
#include "ops/blur.h"
#include "ops/flatten.h"
#include "ops/reduce.h"
#include "ops/resample.h"
#include "recipe/layers.h"

namespace compositor::rendering {
namespace {

// The contact shadow's blur radius in scene units (three box blurs).
constexpr double kShadowRadius = 1.2;

// Enlarged smoothly, reduced to means: what a print's reduction shows, too.
Image at_size(const Image& source, const recipe::Layout& layout, const image::PixelRect& area) {
  constexpr std::int64_t kPixel = std::int64_t{1} << image::kPositionBits;
  const bool smaller = std::min(layout.plate_across.step, layout.plate_down.step) > kPixel;
  return (smaller ? ops::reduce : ops::resample)(source, layout.plate_across, layout.plate_down, area);
}

// The pixels of `image` that are not fully transparent, `margin` wider on each side.
image::PixelRect opaque_bounds(const Image& image, int margin) {
  int left = image.width, right = -1, top = image.height, bottom = -1;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (image.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) + 3] == 0) continue;
      left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  if (right < 0) return {};
  return {left - margin, top - margin, right - left + 1 + 2 * margin, bottom - top + 1 + 2 * margin};
}

// First and one-past-last target pixel whose source position falls into [start, end).
void covered_span(const image::AxisMap& axis, int start, int end, int& first, int& size) {
  const auto target_of = [&](int source) { return ((std::int64_t{source} << image::kPositionBits) - axis.origin) / axis.step; };
  first = static_cast<int>(std::clamp<std::int64_t>(target_of(start) - 1, -1'000'000, 1'000'000));
  size = static_cast<int>(std::clamp<std::int64_t>(target_of(end) + 2, -1'000'000, 1'000'000)) - first;
}

image::PixelRect to_target(const image::PixelRect& source, const recipe::Layout& layout, const Target& target) {
  image::PixelRect area;
  covered_span(layout.plate_across, source.x, source.right(), area.x, area.width);
  covered_span(layout.plate_down, source.y, source.bottom(), area.y, area.height);
  return intersect(area, {0, 0, target.width_px, target.height_px});
}

}  // namespace

Backdrop make_backdrop(const Scene& scene, const recipe::Layout& layout, const Target& target) {
  const recipe::Layers layers = recipe::layers_for(scene, target);
  Backdrop backdrop;
  backdrop.plate = at_size(*layers.plate, layout, {0, 0, target.width_px, target.height_px});
  const double pixels_per_unit = layers.plate->width / layers.extent.width;
  const int shadow_radius = std::max(1, static_cast<int>(kShadowRadius * pixels_per_unit + 0.5));
  const image::PixelRect visible = opaque_bounds(*layers.foreground, 3 * shadow_radius + 2);
  if (visible.empty()) return backdrop;

  backdrop.foreground_area = to_target(visible, layout, target);
  Image foreground = *layers.foreground;
  ops::premultiply(foreground);
  backdrop.foreground = at_size(foreground, layout, backdrop.foreground_area);
  ops::blur_alpha(foreground, shadow_radius);
  backdrop.shadow = at_size(foreground, layout, backdrop.foreground_area);
  return backdrop;
}

}  // namespace compositor::rendering
