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

int shadow_radius(const recipe::Layers& layers) {
  return std::max(1, static_cast<int>(kShadowRadius * layers.width / layers.extent.width + 0.5));
}

// How far the shadow reaches beyond the foreground.
int shadow_reach(int radius) { return 3 * radius + 2; }

// A print's own layers are as large as the target.
std::optional<Backdrop> unpack_backdrop(const recipe::Layers& layers, RowSpan rows, image::Work& work) {
  // The parts (0..1) of this stage that come after each other.
  const auto for_each = [&](double from, double to) {
    return [&work, from, to](int count, const std::function<void(int)>& job) { work.each(count, job, from, to); };
  };
  const PackedPrint& print = *layers.print;
  Backdrop backdrop;
  backdrop.plate = {layers.width, layers.height, std::vector<std::uint8_t>(4 * static_cast<std::size_t>(layers.width) * static_cast<std::size_t>(layers.height))};
  if (!unpack_png_strips(print.finished, rows, backdrop.plate, 0, 0, for_each(0, 0.5)) || !unpack_png_strips(print.plate, rows, backdrop.plate, 0, 0, for_each(0.5, 0.8))) {
    return std::nullopt;
  }
  const int radius = shadow_radius(layers), reach = shadow_reach(radius);
  const image::PixelRect needed{0, rows.first - reach, layers.width, rows.end - rows.first + 2 * reach};
  const image::PixelRect shaded{print.foreground_x - reach, print.foreground_y - reach, print.foreground.width + 2 * reach, print.foreground.height + 2 * reach};
  const image::PixelRect area = intersect(intersect(shaded, needed), {0, 0, layers.width, layers.height});
  if (print.foreground.strips.empty() || area.empty()) return backdrop;

  Image foreground{area.width, area.height, std::vector<std::uint8_t>(4 * static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height))};
  const RowSpan own_rows{area.y - print.foreground_y, area.bottom() - print.foreground_y};
  if (!unpack_png_strips(print.foreground, own_rows, foreground, print.foreground_x - area.x, print.foreground_y - area.y, for_each(0.8, 1))) return std::nullopt;
  ops::premultiply(foreground);
  backdrop.foreground_area = area;
  backdrop.foreground = foreground;
  ops::blur_alpha(foreground, radius);
  backdrop.shadow = std::move(foreground);
  return backdrop;
}

}  // namespace

std::optional<Backdrop> make_backdrop(const Scene& scene, const recipe::Layout& layout, const Target& target, RowSpan rows, image::Work& work) {
  const recipe::Layers layers = recipe::layers_for(scene, target);
  if (layers.print) return unpack_backdrop(layers, rows, work);
  Backdrop backdrop;
  backdrop.plate = at_size(*layers.plate, layout, {0, 0, target.width_px, target.height_px});
  const int radius = shadow_radius(layers);
  const image::PixelRect visible = opaque_bounds(*layers.foreground, shadow_reach(radius));
  if (visible.empty()) return backdrop;

  backdrop.foreground_area = to_target(visible, layout, target);
  Image foreground = *layers.foreground;
  ops::premultiply(foreground);
  backdrop.foreground = at_size(foreground, layout, backdrop.foreground_area);
  ops::blur_alpha(foreground, radius);
  backdrop.shadow = at_size(foreground, layout, backdrop.foreground_area);
  return backdrop;
}

}  // namespace compositor::rendering
