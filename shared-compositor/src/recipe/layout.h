#pragma once

#include <cstdint>

#include "compositor/print_spec.h"
#include "compositor/recipe.h"
#include "compositor/scene.h"
#include "image/mapping.h"
#include "image/pixel_rect.h"
#include "image/view.h"

namespace compositor::recipe {

// How far from the oval's centre, in radii, the head or its dark halo may reach.
inline constexpr double kReach = 1.3;

// Statistics about the pet are taken on a grid of their own, so that they do not depend on the target.
inline constexpr int kGridRadius = 32;

// Everything geometric about one render, rounded here once; what follows is integer arithmetic.
struct Layout {
  image::AxisMap plate_across, plate_down;
  image::Affine photo_from_target;  // pixels of the photo, pixel centres on whole numbers
  image::Affine oval_from_target;   // radii of the oval: its edge is the unit circle
  image::Affine photo_from_grid;    // pixels of the photo for grid points: kGridRadius of them make a radius of the oval
  std::int64_t photo_step;   // pixels of the photo per target pixel
  std::int64_t grid_step;    // pixels of the photo per grid point
  std::int64_t edge_fade;    // over so many photo pixels (Q32) the pet fades towards the photo's border
  image::PixelRect head_area;
  image::View target_from_face;  // units of recipe::Face
};

// `recipe` and `target` have been checked. The oval's height lands on head.height * pose.scale * style.stretch
// units, its own rotation is undone, the head place's and the pose's are added.
Layout make_layout(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target);

}  // namespace compositor::recipe
