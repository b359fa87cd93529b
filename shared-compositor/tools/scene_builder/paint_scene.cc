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
constexpr float kPlateDetail = 4;  // pixels of the reference per unit
constexpr std::uint32_t kBackdropSeed = 3, kForegroundSeed = 2;

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

void append(const paint::StrokeList& more, paint::StrokeList& list) {
  for (const paint::Stroke& stroke : more.strokes) list.add(stroke, more.path(stroke));
}

void make_straight(Image& picture) {
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
    const unsigned alpha = picture.rgba[i + 3];
    for (std::size_t c = 0; c < 3 && alpha > 0; ++c) picture.rgba[i + c] = static_cast<std::uint8_t>(std::min(255u, (picture.rgba[i + c] * 255u + alpha / 2) / alpha));
  }
}

}  // namespace

PaintedScene::PaintedScene(const Scene& scene, const SceneSource& source)
    : scene_(scene), unit_(static_cast<float>(scene.head.height / recipe::kFaceUnits)), plate_(plan_plate(scene, unit_)),
      foreground_(paint_limbs(source.foreground, static_cast<double>(unit_), kForegroundSeed)) {
  append(paint_limbs(source.backdrop, static_cast<double>(unit_), kBackdropSeed), plate_);
}

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
