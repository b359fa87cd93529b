#include "render/pet_strokes.h"

#include <algorithm>
#include <cmath>

#include "image/fixed_point.h"
#include "ops/bicubic_sample.h"
#include "paint/blur.h"
#include "paint/contour.h"
#include "paint/cut_out.h"
#include "paint/plan.h"
#include "paint/transfer.h"
#include "recipe/face.h"
#include "recipe/trigonometry.h"
#include "render/eyes.h"

namespace compositor::rendering {
namespace {

using paint::Plane;
using recipe::Face;

// The reference's pixels per unit, fewer for ovals so long that it would have more than kMostPixels.
constexpr double kDetail = 5, kMostPixels = 600'000;
// Strokes may leave the oval; the reference goes this many units beyond it.
constexpr double kMargin = 8;
constexpr float kOvershoot = 2.1f;
constexpr double kContourStep = 0.7;
// So many radii around a pupil fine strokes are wanted.
constexpr double kEyeReach = 2.5;

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

paint::Oklab color_of(const Image& source, int level, const recipe::PhotoPoint& at, const ops::EyeFix& eyes) {
  const double scale = 1.0 / (1 << level);
  const auto position = [scale](double v) { return image::to_position(std::clamp((v + 0.5) * scale - 0.5, -1e6, 1e6)); };
  std::uint8_t rgb[3];
  ops::sample_bicubic(source, position(at.x), position(at.y), rgb);
  eyes.apply(at.x, at.y, rgb);
  return paint::oklab_from_srgb(rgb);
}

// 1 on a pupil, falling around it.
double around_pupils(const recipe::PhotoPoint& at, const ops::EyeFix& eyes) {
  double most = 0;
  for (const ops::Pupil& pupil : eyes.pupils()) {
    const double dx = (at.x - pupil.x) / pupil.radius, dy = (at.y - pupil.y) / pupil.radius;
    most = std::max(most, 1 - (dx * dx + dy * dy) / (kEyeReach * kEyeReach));
  }
  return most;
}

// Where detail matters: contrast, most of all around the middle of the face; and the eyes that a person pointed at.
Plane make_importance(const Plane& oklab, const Sheet& sheet, const ops::EyeFix& eyes) {
  const auto scale = static_cast<float>(sheet.pixels_per_unit);
  Plane lightness(oklab.width, oklab.height, 1);
  for (std::size_t i = 0; i < lightness.values.size(); ++i) lightness.values[i] = oklab.values[3 * i];
  const Plane broad = paint::blurred(lightness, 1.5f * scale);
  for (std::size_t i = 0; i < lightness.values.size(); ++i) lightness.values[i] = std::fabs(lightness.values[i] - broad.values[i]);
  Plane importance = paint::blurred(lightness, scale);
  for (int y = 0; y < importance.height; ++y) {
    for (int x = 0; x < importance.width; ++x) {
      const double at_x = (x + 0.5) / sheet.pixels_per_unit + sheet.left, at_y = (y + 0.5) / sheet.pixels_per_unit + sheet.top;
      const double dx = at_x / (0.75 * sheet.face.radius_x), dy = at_y / (0.75 * sheet.face.radius_y);
      const double central = 1 / (1 + dx * dx + dy * dy);
      const float contrast = std::min(1.0f, *importance.at(x, y) * (1 / 0.07f)) * static_cast<float>(central * central);
      *importance.at(x, y) = std::max(contrast, static_cast<float>(around_pupils(sheet.face.photo_at(at_x, at_y), eyes)));
    }
  }
  return importance;
}

// The photo around the oval, and where on it each pixel lies: see paint::cut_out.
struct Sight {
  Plane oklab, radius;
};

Sight look_at(const Sheet& sheet, ops::Pyramid& photo, const ops::EyeFix& eyes) {
  const Image& whole = photo.level(0);
  const int level = photo.level_for_step(image::to_position(sheet.face.photo_pixels_per_unit / sheet.pixels_per_unit));
  const Image& source = photo.level(level);
  Sight sight{Plane(sheet.width, sheet.height, 3), Plane(sheet.width, sheet.height, 1)};
  for (int y = 0; y < sheet.height; ++y) {
    for (int x = 0; x < sheet.width; ++x) {
      const double at_x = (x + 0.5) / sheet.pixels_per_unit + sheet.left, at_y = (y + 0.5) / sheet.pixels_per_unit + sheet.top;
      const double rx = at_x / sheet.face.radius_x, ry = at_y / sheet.face.radius_y;
      const recipe::PhotoPoint at = sheet.face.photo_at(at_x, at_y);
      *sight.radius.at(x, y) = beyond_photo(at, whole, sheet.face) < 0 ? static_cast<float>(std::sqrt(rx * rx + ry * ry)) : 2 * paint::kNowhere;
      const paint::Oklab color = color_of(source, level, at, eyes);
      float* to = sight.oklab.at(x, y);
      to[0] = color.lightness, to[1] = color.a, to[2] = color.b;
    }
  }
  return sight;
}

paint::Reference make_reference(const Sheet& sheet, const Recipe& recipe, const std::vector<Tint>& palette, ops::Pyramid& photo) {
  const auto scale = static_cast<float>(sheet.pixels_per_unit);
  const ops::EyeFix eyes = fix_eyes(recipe, photo);
  Sight sight = look_at(sheet, photo, eyes);
  const Plane pet = paint::cut_out(sight.oklab, sight.radius, scale);
  paint::Reference reference;
  reference.pixels_per_unit = scale;
  reference.outside = paint::distance_outside(pet, scale);
  paint::transfer_palette(sight.oklab, pet, palette, 2.2f * scale, static_cast<float>(recipe.style.palette));
  reference.oklab = paint::spread_colors(sight.oklab, pet, scale);
  reference.importance = make_importance(reference.oklab, sheet, eyes);
  return reference;
}

// The pet's edge, seen from the oval's centre.
std::vector<paint::Vec2> outline_of(const Sheet& sheet, const Plane& outside) {
  const double around = 3.2 * (sheet.face.radius_x + sheet.face.radius_y);
  const int count = std::clamp(static_cast<int>(around / kContourStep), 16, 2000);
  std::vector<paint::Vec2> outline;
  for (int i = 0; i < count; ++i) {
    const recipe::SineCosine turn = recipe::sine_cosine(360.0 * i / count);
    for (double part = 1; part > 0.3; part -= 0.01) {
      const double x = sheet.face.radius_x * turn.cosine * part, y = sheet.face.radius_y * turn.sine * part;
      if (*outside.nearest(static_cast<float>((x - sheet.left) * sheet.pixels_per_unit), static_cast<float>((y - sheet.top) * sheet.pixels_per_unit)) > 0) continue;
      outline.push_back({static_cast<float>(x), static_cast<float>(y)});
      break;
    }
  }
  return outline;
}

}  // namespace

Recipe strokes_recipe(Recipe recipe) {
  recipe.pose = {};
  recipe.style.relief = 0;
  return recipe;
}

paint::StrokeList plan_pet(const Recipe& recipe, const std::vector<Tint>& palette, ops::Pyramid& photo, image::Work& work) {
  const Sheet sheet = make_sheet(recipe, photo.level(0));
  const paint::Reference reference = make_reference(sheet, recipe, palette, photo);
  paint::StrokeList list;
  paint::Dice dice(5);
  add_contour(outline_of(sheet, reference.outside), dice, list);
  // The planner's sheet begins at its own corner.
  const auto move = [&list](double dx, double dy) {
    for (paint::Vec2& point : list.points) point = {point.x + static_cast<float>(dx), point.y + static_cast<float>(dy)};
  };
  move(-sheet.left, -sheet.top);
  const std::vector<paint::Layer> layers = paint::pet_layers(static_cast<float>(recipe.style.brush));
  plan_strokes(reference, layers, {.flow = {0.3f, 0.9f, 0.6f}, .overshoot = kOvershoot, .seed = 5}, list, work);
  move(sheet.left, sheet.top);
  return list;
}

}  // namespace compositor::rendering
