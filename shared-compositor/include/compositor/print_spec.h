#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compositor/geometry.h"
#include "compositor/result.h"

namespace compositor {

struct Scene;

// One printable place on a product, in pixels of the print file.
struct PrintSpec {
  std::string_view name;  // "tee", "hoodie", "hat"; also the key of the scene's crop
  int width_px;
  int height_px;
  int dpi;
};

// tee 3600x4800, hoodie 4200x4200, hat 1500x600, all 300 DPI.
std::span<const PrintSpec> print_specs();

// What to draw: a part of the scene (scene units) onto a canvas (pixels). Preview and print differ in nothing else.
struct Target {
  Rect crop;
  int width_px = 0;
  int height_px = 0;
};

// The print file of `spec_name` ("tee" ...). Error: kInvalidTarget.
Result<Target> print_target(const Scene& scene, std::string_view spec_name);

// The same crop as the print file, drawn `width_px` wide (height follows): how the studio shows a product.
Result<Target> product_preview_target(const Scene& scene, std::string_view spec_name, int width_px);

// The scene's frame at any size, 16..8192 px a side: the studio's preview is 800x960.
Result<Target> preview_target(const Scene& scene, int width_px, int height_px);

// "preview:800x960" | "preview:tee:400" | a print spec's name.
Result<Target> target_from_string(const Scene& scene, std::string_view text);

}  // namespace compositor
