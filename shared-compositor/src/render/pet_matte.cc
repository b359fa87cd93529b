#include "render/pet_matte.h"

#include <algorithm>
#include <utility>

#include "render/eyes.h"

namespace compositor::rendering {
namespace {

// Of the small view: how far it reaches, in radii of the oval, and its pixels; slim ovals get more of them per unit.
constexpr double kReach = 1.5;
constexpr double kDetail = 1.5, kFewestAcross = 24, kMostPixels = 26'000;
// Less than this share of the oval's area is not a pet.
constexpr double kLeastShare = 0.004;
// The painted sheet's pixels per unit, fewer for ovals so long that it would have more than kMostPainted.
constexpr double kPaintedDetail = 4, kMostPainted = 400'000;
// Strokes may leave the pet; the sheet goes this many units beyond it.
constexpr double kMargin = 8;

Result<void> check_something_left(const image::Plane& pet, const Sheet& sheet) {
  const double oval = 3.14159265358979 * sheet.face.radius_x * sheet.face.radius_y * sheet.pixels_per_unit * sheet.pixels_per_unit;
  const auto count = std::count_if(pet.values.begin(), pet.values.end(), [](float v) { return v > 0.5f; });
  if (count > 0 && static_cast<double>(count) >= kLeastShare * oval) return {};
  return fail(ErrorCode::kInvalidRecipe, "Nothing of the pet is left: bring some of it back with the brush, or move the oval onto its face.");
}

// The pet and kMargin around it.
Area area_of(const Finding& finding) {
  const image::Plane& pet = finding.matte.coarse();
  int left = pet.width, top = pet.height, right = 0, bottom = 0;
  for (int y = 0; y < pet.height; ++y) {
    for (int x = 0; x < pet.width; ++x) {
      if (*pet.at(x, y) <= 0.5f) continue;
      left = std::min(left, x), right = std::max(right, x + 1), top = std::min(top, y), bottom = std::max(bottom, y + 1);
    }
  }
  const Sheet& sheet = finding.sheet;
  const double unit = sheet.pixels_per_unit;
  return {sheet.left + left / unit - kMargin, sheet.top + top / unit - kMargin, sheet.left + right / unit + kMargin, sheet.top + bottom / unit + kMargin};
}

// From the middles of one sheet's pixels to another sheet.
image::View between(const Sheet& from, const Sheet& to) {
  const auto step = static_cast<float>(to.pixels_per_unit / from.pixels_per_unit);
  const auto left = static_cast<float>((from.left - to.left) * to.pixels_per_unit), top = static_cast<float>((from.top - to.top) * to.pixels_per_unit);
  return {step, 0, left + 0.5f * step, 0, step, top + 0.5f * step};
}

}  // namespace

Result<Finding> find_pet(const Recipe& recipe, ops::Pyramid& photo, const ops::EyeFix& eyes, image::Work& work) {
  const recipe::Face face = recipe::make_face(recipe, photo.level(0));
  const double across = kReach * face.radius_x, down = kReach * face.radius_y;
  const double detail = std::max(kDetail, kFewestAcross / (2 * std::min(across, down)));
  const Sheet sheet = make_sheet(face, {-across, -down, across, down}, detail, kMostPixels);
  const auto way = recipe.cut_out.method == CutOut::Method::kOval ? matte::Way::kOval : matte::Way::kColors;
  Finding finding{sheet, matte::Matte(look_at(sheet, recipe, photo, eyes, work), way)};
  if (auto left = check_something_left(finding.matte.coarse(), sheet); !left) return tl::unexpected(left.error());
  return finding;
}

Result<PetSheet> see_pet(const Recipe& recipe, ops::Pyramid& photo, image::Work& work) {
  ops::EyeFix eyes = fix_eyes(recipe, photo);
  const auto finding = find_pet(recipe, photo, eyes, work);
  if (!finding) return tl::unexpected(finding.error());
  work.done(0.4);
  if (work.canceled()) return image::canceled();
  const Sheet sheet = make_sheet(finding->sheet.face, area_of(*finding), kPaintedDetail, kMostPainted);
  matte::View view = look_at(sheet, recipe, photo, eyes, work);
  image::Plane pet = finding->matte.on(view, between(sheet, finding->sheet), work);
  if (auto left = check_something_left(pet, sheet); !left) return tl::unexpected(left.error());
  return PetSheet{{sheet, std::move(pet)}, std::move(view), std::move(eyes)};
}

}  // namespace compositor::rendering
