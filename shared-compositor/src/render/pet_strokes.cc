#include "render/pet_strokes.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "paint/beyond_edge.h"
#include "paint/blur.h"
#include "paint/contour.h"
#include "paint/outline.h"
#include "paint/plan.h"
#include "paint/transfer.h"

namespace compositor::rendering {
namespace {

using paint::Plane;

constexpr float kOvershoot = 2.1f;
constexpr float kContourStep = 0.7f;
// The planner wants errors, not beauty, and has many a fine stroke to lay.
constexpr int kCoarser = 3;
// So many radii around a pupil fine strokes are wanted.
constexpr double kEyeReach = 2.5;

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
  const auto in_reach = [](double at, double radius) { return static_cast<float>(at * at / (0.75 * 0.75 * radius * radius)); };
  for (int y = 0; y < importance.height; ++y) {
    const double at_y = (y + 0.5) / sheet.pixels_per_unit + sheet.top;
    const float down = 1 + in_reach(at_y, sheet.face.radius_y);
    for (int x = 0; x < importance.width; ++x) {
      const double at_x = (x + 0.5) / sheet.pixels_per_unit + sheet.left;
      const float central = 1 / (down + in_reach(at_x, sheet.face.radius_x));
      float& value = *importance.at(x, y);
      value = std::min(1.0f, value * (1 / 0.07f)) * (central * central);
      if (!eyes.pupils().empty()) value = std::max(value, static_cast<float>(around_pupils(sheet.face.photo_at(at_x, at_y), eyes)));
    }
  }
  return importance;
}

paint::StrokeList make_contour(const Plane& pet, float pixels_per_unit) {
  paint::StrokeList list;
  paint::Dice dice(5);
  for (const auto& outline : paint::outlines_of(pet, pixels_per_unit, kContourStep)) add_contour(outline, dice, list);
  return list;
}

struct Prepared {
  paint::Reference reference;
  paint::StrokeList contour;
};

// What needs the pet's shape only beside what needs its colours.
Prepared prepare(PetSheet& seen, const Recipe& recipe, const std::vector<Tint>& palette, image::Work& work) {
  const auto scale = static_cast<float>(seen.found.sheet.pixels_per_unit);
  Prepared out;
  paint::Reference& reference = out.reference;
  reference.pixels_per_unit = scale;
  const auto look_at_shape = [&] {
    reference.outside = paint::distance_outside(seen.found.pet, scale);
    out.contour = make_contour(seen.found.pet, scale);
  };
  const auto look_at_colors = [&] {
    paint::transfer_palette(seen.view.oklab, seen.found.pet, palette, 2.2f * scale, static_cast<float>(recipe.style.palette));
    reference.oklab = paint::spread_colors(seen.view.oklab, seen.found.pet, scale);
    reference.importance = make_importance(reference.oklab, seen.found.sheet, seen.eyes);
  };
  work.at_once(2, [&](int job) { job == 0 ? look_at_colors() : look_at_shape(); });
  return out;
}

}  // namespace

Recipe strokes_recipe(Recipe recipe) {
  recipe.pose = {};
  recipe.style.relief = 0;
  return recipe;
}

Result<PlannedPet> plan_pet(const Recipe& recipe, const std::vector<Tint>& palette, ops::Pyramid& photo, image::Work& work) {
  work.stage(kSeen);
  auto seen = see_pet(recipe, photo, work);
  if (!seen) return tl::unexpected(seen.error());
  work.done(0.7);
  if (work.canceled()) return image::canceled();
  auto [reference, list] = prepare(*seen, recipe, palette, work);
  work.stage(kPlanned);
  const std::vector<paint::Layer> layers = paint::pet_layers(static_cast<float>(recipe.style.brush));
  plan_strokes(reference, layers, {.flow = {0.3f, 0.9f, 0.6f}, .overshoot = kOvershoot, .seed = 5, .coarser = kCoarser}, list, work);
  if (work.canceled()) return image::canceled();
  // The planner's sheet begins at its own corner.
  for (paint::Vec2& point : list.points) point = {point.x + static_cast<float>(seen->found.sheet.left), point.y + static_cast<float>(seen->found.sheet.top)};
  return PlannedPet{std::move(seen->found), std::move(list)};
}

}  // namespace compositor::rendering
