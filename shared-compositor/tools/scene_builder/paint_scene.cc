#include "paint_scene.h"

#include <algorithm>
#include <utility>

#include "image/fixed_point.h"
#include "ops/blend.h"
#include "ops/flatten.h"
#include "ops/pyramid.h"
#include "ops/resample.h"
#include "paint/plan.h"
#include "paint/reduced.h"
#include "recipe/face.h"

namespace scene_builder {
namespace {

using namespace compositor;
using image::AxisMap;
using image::PixelRect;

// Fewest pixels per unit that is painted at, to be reduced: about a print's.
constexpr float kFineness = 9;
constexpr float kPlateDetail = 4, kForegroundDetail = 8;  // pixels of the reference per unit

AxisMap axis(double start, double size, int pixels, double extent_start, double extent_size, int source) {
  const double per_unit = source / extent_size, step = size / pixels * per_unit;
  return {image::to_position((start - extent_start) * per_unit + 0.5 * step - 0.5), image::to_position(step)};
}

Image part_of(const Image& picture, const Rect& extent, const Rect& part, int width, int height) {
  const AxisMap across = axis(part.x, part.width, width, extent.x, extent.width, picture.width);
  const AxisMap down = axis(part.y, part.height, height, extent.y, extent.height, picture.height);
  ops::Pyramid pyramid(picture);
  const int level = pyramid.level_for_step(std::max(across.step, down.step));
  return ops::resample(pyramid.level(level), ops::at_level(across, level), ops::at_level(down, level), {0, 0, width, height});
}

paint::Reference reference_of(const Image& picture, float pixels_per_unit) {
  paint::Reference reference;
  reference.pixels_per_unit = pixels_per_unit;
  reference.oklab = paint::Plane(picture.width, picture.height, 3);
  for (std::size_t i = 0; i < picture.pixel_count(); ++i) {
    const paint::Oklab color = paint::oklab_from_srgb(&picture.rgba[4 * i]);
    float* to = &reference.oklab.values[3 * i];
    to[0] = color.lightness, to[1] = color.a, to[2] = color.b;
  }
  return reference;
}

// Where the foreground is, a little larger, in whole scene units.
Rect bounds_of(const Image& foreground, const Rect& extent) {
  const double x_unit = extent.width / foreground.width, y_unit = extent.height / foreground.height;
  int left = foreground.width, right = 0, top = foreground.height, bottom = 0;
  for (int y = 0; y < foreground.height; ++y) {
    for (int x = 0; x < foreground.width; ++x) {
      if (foreground.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(foreground.width) + static_cast<std::size_t>(x)) + 3] == 0) continue;
      left = std::min(left, x), right = std::max(right, x + 1), top = std::min(top, y), bottom = std::max(bottom, y + 1);
    }
  }
  if (right <= left) return {};
  const auto whole = [](double v) { return static_cast<double>(static_cast<int>(v)); };
  const double x = whole(extent.x + left * x_unit) - 4, y = whole(extent.y + top * y_unit) - 4;
  return {x, y, whole((right - left) * x_unit) + 9, whole((bottom - top) * y_unit) + 9};
}

void move_by(paint::StrokeList& list, float dx, float dy) {
  for (paint::Vec2& point : list.points) point = {point.x + dx, point.y + dy};
}

paint::StrokeList plan_plate(const Scene& scene, float unit) {
  const float scale = kPlateDetail / unit;
  const auto pixels = [scale](double units) { return static_cast<int>(units * static_cast<double>(scale) + 0.5); };
  const Image picture = part_of(scene.plate, scene.extent, scene.extent, pixels(scene.extent.width), pixels(scene.extent.height));
  paint::StrokeList list;
  image::Work work;
  plan_strokes(reference_of(picture, kPlateDetail), paint::backdrop_layers(), {.flow = {0.5f, 1.6f, 0.6f}, .seed = 1}, list, work);
  move_by(list, static_cast<float>(scene.extent.x) / unit, static_cast<float>(scene.extent.y) / unit);
  return list;
}

paint::StrokeList plan_foreground(const Scene& scene, float unit) {
  paint::StrokeList list;
  image::Work work;
  const Rect bounds = bounds_of(scene.foreground, scene.extent);
  if (bounds.width <= 0) return list;
  const float scale = kForegroundDetail / unit;
  const auto pixels = [scale](double units) { return static_cast<int>(units * static_cast<double>(scale) + 0.5); };
  Image premultiplied = scene.foreground;
  ops::premultiply(premultiplied);
  const int width = pixels(bounds.width), height = pixels(bounds.height);
  const Image alpha = part_of(premultiplied, scene.extent, bounds, width, height);
  // The colours reach beyond the edge, so that blurred copies do not take in the dark beside it.
  paint::Reference reference = reference_of(part_of(scene.foreground, scene.extent, bounds, width, height), kForegroundDetail);
  reference.outside = paint::Plane(width, height, 1);
  for (std::size_t i = 0; i < alpha.pixel_count(); ++i) reference.outside.values[i] = alpha.rgba[4 * i + 3] >= 128 ? -1.0f : 1.0f;
  plan_strokes(reference, paint::foreground_layers(), {.flow = {0.5f, 2.0f, 0.6f}, .saturation = 1.12f, .seed = 2}, list, work);
  move_by(list, static_cast<float>(bounds.x) / unit, static_cast<float>(bounds.y) / unit);
  return list;
}

void make_straight(Image& picture) {
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
    const unsigned alpha = picture.rgba[i + 3];
    for (std::size_t c = 0; c < 3 && alpha > 0; ++c) picture.rgba[i + c] = static_cast<std::uint8_t>(std::min(255u, (picture.rgba[i + c] * 255u + alpha / 2) / alpha));
  }
}

}  // namespace

PaintedScene::PaintedScene(const Scene& scene)
    : scene_(scene), unit_(static_cast<float>(scene.head.height / recipe::kFaceUnits)), plate_(plan_plate(scene, unit_)), foreground_(plan_foreground(scene, unit_)) {}

paint::View PaintedScene::view_of(const Rect& part, int width, int height) const {
  const auto x = static_cast<float>(width / part.width), y = static_cast<float>(height / part.height);
  return {x * unit_, 0, -x * static_cast<float>(part.x), 0, y * unit_, -y * static_cast<float>(part.y)};
}

PrintLayers PaintedScene::paint(const Rect& part, int width, int height, const ForEach& for_each) const {
  image::Work work(for_each);
  const paint::View view = view_of(part, width, height);
  const PixelRect area{0, 0, width, height};
  PrintLayers layers{part, part_of(scene_.plate, scene_.extent, part, width, height), {}};
  ops::blend_over(layers.plate, paint_reduced(plate_, view, area, kFineness, work), 0, 0);
  layers.foreground = paint_reduced(foreground_, view, area, kFineness, work);
  make_straight(layers.foreground);
  return layers;
}

}  // namespace scene_builder
