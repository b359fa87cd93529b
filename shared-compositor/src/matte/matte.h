#pragma once

#include "image/work.h"
#include "matte/guided_filter.h"
#include "matte/regions.h"

namespace compositor::matte {

// How the pet is told from what is around it.
enum class Way { kOval, kColors };

// The pet's matte, found on a small view of the photo and sharp on any finer one.
class Matte {
 public:
  Matte(const View& view, Way way);

  // How much of the pet, 0..1, is seen in the pixels of `fine`, in one piece and without holes. `to_view` says where the
  // middle of its pixel (x, y) lies on the view; what lies beside the view is not the pet. What the brush touched, and
  // where the photo ends, is decided by `fine` itself.
  [[nodiscard]] image::Plane on(const View& fine, const image::View& to_view, image::Work& work) const;

  // The view's pixels that show the pet: 1, else 0.
  [[nodiscard]] const image::Plane& coarse() const { return mask_; }

 private:
  [[nodiscard]] float alpha(const View& fine, std::size_t pixel, image::Vec2 at) const;

  Way way_;
  image::Plane mask_;
  GuidedFilter edge_;
};

}  // namespace compositor::matte
