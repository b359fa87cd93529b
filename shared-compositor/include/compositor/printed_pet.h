#pragma once

#include <string_view>

#include "compositor/recipe.h"
#include "compositor/result.h"
#include "compositor/scene.h"

namespace compositor {

// Under this the photo's own pixels begin to show at arm's length: half of what the printers are fed with.
inline constexpr int kSoftUnderDpi = 150;
inline constexpr int kMostDpi = 9999;

// How a product shows the recipe's oval.
struct PrintedPet {
  double width_inches = 0;   // of the painted oval
  double height_inches = 0;
  int dpi = 0;  // pixels of the photo per printed inch down the oval, where style.stretch spreads them most; 1..kMostDpi

  [[nodiscard]] bool is_soft() const { return dpi < kSoftUnderDpi; }
};

// `photo_width` and `photo_height` are the upright photo's, at the size that is sent. The same number on every platform: the
// page warns by it, the server stores it with the print file.
// Errors: kInvalidRecipe; kInvalidTarget for a product without a print; kImageTooSmall for a photo without pixels.
Result<PrintedPet> printed_pet(const Scene& scene, const Recipe& recipe, int photo_width, int photo_height,
                               std::string_view spec_name);

}  // namespace compositor
