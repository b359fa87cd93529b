#include "compositor/printed_pet.h"

#include <algorithm>

#include "compositor/print_spec.h"

namespace compositor {

Result<PrintedPet> printed_pet(const Scene& scene, const Recipe& recipe, int photo_width, int photo_height,
                               std::string_view spec_name) {
  if (auto valid = validate(recipe); !valid) return tl::unexpected(valid.error());
  if (photo_width < 1 || photo_height < 1) return fail(ErrorCode::kImageTooSmall, "The photo has no pixels.");
  const auto target = print_target(scene, spec_name);
  if (!target) return tl::unexpected(target.error());
  const auto specs = print_specs();
  const PrintSpec& spec = *std::find_if(specs.begin(), specs.end(), [&](const PrintSpec& each) { return each.name == spec_name; });

  // As recipe/layout places it.
  const double across_px = 2 * recipe.oval.rx * photo_width, down_px = 2 * recipe.oval.ry * photo_height;
  const double inches_per_unit = target->width_px / target->crop.width / spec.dpi;
  PrintedPet pet;
  pet.height_inches = scene.head.height * recipe.pose.scale * recipe.style.stretch * inches_per_unit;
  pet.width_inches = scene.head.height * recipe.pose.scale * inches_per_unit * across_px / down_px;
  pet.dpi = static_cast<int>(std::clamp(down_px / pet.height_inches, 1.0, static_cast<double>(kMostDpi)));
  return pet;
}

}  // namespace compositor
