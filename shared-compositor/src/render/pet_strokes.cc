#include "render/pet_strokes.h"

#include <algorithm>
#include <cmath>

#include "image/fixed_point.h"
#include "ops/bicubic_sample.h"
#include "paint/blur.h"
#include "paint/contour.h"
#include "paint/plan.h"
#include "paint/transfer.h"
#include "recipe/face.h"
#include "recipe/trigonometry.h"

namespace compositor::rendering {
namespace {

using paint::Plane;
using recipe::Face;

// The reference's pixels per unit, fewer for ovals so long that it would have more than kMostPixels.
constexpr double kDetail = 5, kMostPixels = 600'000;
// Strokes may leave the oval; the reference goes this many units beyond it.
constexpr double kMargin = 8;
constexpr float kOvershoot = 2.1f;
// Colours from here on outwards (in radii) go on beyond the oval, so that strokes over its edge are the pet's.
constexpr double kOwnColors = 0.97;
constexpr double kContourStep = 0.7;

struct Sheet {
  Face face;
  double left, top;  // units
  double pixels_per_unit;
  int width, height;
};

Sheet make_sheet(const Recipe& recipe, const Image& photo) {
  const Face face = recipe::make_face(recipe, photo);
  const double width = 2 * (face.radius_x + kMargin), height = 2 * (face.radius_y + kMargin);
  const double detail = std::min(kDetail, std::sqrt(kMostPixels / (width * height)));
  return {face, -width / 2, -height / 2, detail, static_cast<int>(width * detail) + 1, static_cast<int>(height * detail) + 1};
}

// How many units a place of the photo lies beyond its border; negative inside.
double beyond_photo(const recipe::PhotoPoint& at, const Image& photo, const Face& face) {
  const double pixels = std::max({-0.5 - at.x, -0.5 - at.y, at.x - photo.width + 0.5, at.y - photo.height + 0.5});
  return pixels / face.photo_pixels_per_unit;
}

paint::Oklab color_of(const Image& source, int level, const recipe::PhotoPoint& at) {
  const double scale = 1.0 / (1 << level);
  const auto position = [scale](double v) { return image::to_position(std::clamp((v + 0.5) * scale - 0.5, -1e6, 1e6)); };
  std::uint8_t rgb[3];
  ops::sample_bicubic(source, position(at.x), position(at.y), rgb);
  return paint::oklab_from_srgb(rgb);
}

// Where detail matters: contrast, most of all around the middle of the face.
Plane make_importance(const Plane& oklab, const Sheet& sheet) {
  const auto scale = static_cast<float>(sheet.pixels_per_unit);
  Plane lightness(oklab.width, oklab.height, 1);
  for (std::size_t i = 0; i < lightness.values.size(); ++i) lightness.values[i] = oklab.values[3 * i];
  const Plane broad = paint::blurred(lightness, 1.5f * scale);
  for (std::size_t i = 0; i < lightness.values.size(); ++i) lightness.values[i] = std::fabs(lightness.values[i] - broad.values[i]);
  Plane importance = paint::blurred(lightness, scale);
  for (int y = 0; y < importance.height; ++y) {
    for (int x = 0; x < importance.width; ++x) {
      const double dx = ((x + 0.5) / sheet.pixels_per_unit + sheet.left) / (0.75 * sheet.face.radius_x);
      const double dy = ((y + 0.5) / sheet.pixels_per_unit + sheet.top) / (0.75 * sheet.face.radius_y);
      const double central = 1 / (1 + dx * dx + dy * dy);
      *importance.at(x, y) = std::min(1.0f, *importance.at(x, y) * (1 / 0.07f)) * static_cast<float>(central * central);
    }
  }
  return importance;
}

paint::Reference make_reference(const Sheet& sheet, const std::vector<Tint>& palette, ops::Pyramid& photo) {
  const Image& whole = photo.level(0);
  const int level = photo.level_for_step(image::to_position(sheet.face.photo_pixels_per_unit / sheet.pixels_per_unit));
  const Image& source = photo.level(level);
  paint::Reference reference;
  reference.pixels_per_unit = static_cast<float>(sheet.pixels_per_unit);
  reference.oklab = Plane(sheet.width, sheet.height, 3);
  reference.outside = Plane(sheet.width, sheet.height, 1);
  Plane counts(sheet.width, sheet.height, 1);
  for (int y = 0; y < sheet.height; ++y) {
    for (int x = 0; x < sheet.width; ++x) {
      double at_x = (x + 0.5) / sheet.pixels_per_unit + sheet.left, at_y = (y + 0.5) / sheet.pixels_per_unit + sheet.top;
      const double rx = at_x / sheet.face.radius_x, ry = at_y / sheet.face.radius_y;
      const double radius = std::max(0.01, std::sqrt(rx * rx + ry * ry));
      const double beyond_oval = std::sqrt(at_x * at_x + at_y * at_y) * (1 - 1 / radius);
      const double beyond = std::max(radius < 1 ? -std::fabs(beyond_oval) : beyond_oval, beyond_photo(sheet.face.photo_at(at_x, at_y), whole, sheet.face));
      *reference.outside.at(x, y) = static_cast<float>(beyond);
      *counts.at(x, y) = radius < kOwnColors && beyond < 0 ? 1.0f : 0.0f;
      if (radius > kOwnColors) at_x *= kOwnColors / radius, at_y *= kOwnColors / radius;
      const paint::Oklab color = color_of(source, level, sheet.face.photo_at(at_x, at_y));
      float* to = reference.oklab.at(x, y);
      to[0] = color.lightness, to[1] = color.a, to[2] = color.b;
    }
  }
  paint::transfer_palette(reference.oklab, counts, palette, 2.2f * reference.pixels_per_unit);
  reference.importance = make_importance(reference.oklab, sheet);
  return reference;
}

std::vector<paint::Vec2> outline_of(const Sheet& sheet, const Image& photo) {
  const double around = 3.2 * (sheet.face.radius_x + sheet.face.radius_y);
  const int count = std::clamp(static_cast<int>(around / kContourStep), 16, 2000);
  std::vector<paint::Vec2> outline;
  for (int i = 0; i < count; ++i) {
    const recipe::SineCosine turn = recipe::sine_cosine(360.0 * i / count);
    const double x = sheet.face.radius_x * turn.cosine, y = sheet.face.radius_y * turn.sine;
    if (beyond_photo(sheet.face.photo_at(x, y), photo, sheet.face) < 0) outline.push_back({static_cast<float>(x), static_cast<float>(y)});
  }
  return outline;
}

}  // namespace

paint::StrokeList plan_pet(const Recipe& recipe, const std::vector<Tint>& palette, ops::Pyramid& photo) {
  const Sheet sheet = make_sheet(recipe, photo.level(0));
  const paint::Reference reference = make_reference(sheet, palette, photo);
  paint::StrokeList list;
  paint::Dice dice(5);
  add_contour(outline_of(sheet, photo.level(0)), dice, list);
  // The planner's sheet begins at its own corner.
  const auto move = [&list](double dx, double dy) {
    for (paint::Vec2& point : list.points) point = {point.x + static_cast<float>(dx), point.y + static_cast<float>(dy)};
  };
  move(-sheet.left, -sheet.top);
  plan_strokes(reference, paint::pet_layers(), {.flow = {0.3f, 0.9f, 0.6f}, .overshoot = kOvershoot, .seed = 5}, list);
  move(sheet.left, sheet.top);
  return list;
}

}  // namespace compositor::rendering
