#include "matte/matte.h"

#include "matte/grabcut.h"

namespace compositor::matte {
namespace {

// Of the view: the filter's windows and the root of the variance that counts as an edge.
constexpr int kWindow = 3;
constexpr float kSmoothness = 4e-4f;
// The filter's answers below and above are nothing and all of the pet.
constexpr float kNothing = 0.2f, kAll = 0.8f;

}  // namespace

Matte::Matte(const View& view, Way way)
    : way_(way), mask_(way == Way::kOval ? oval_only(view) : segment(view)), edge_(view.oklab, mask_, kWindow, kSmoothness) {}

image::Plane Matte::on(const View& fine, const image::View& to_view, image::Work& work) const {
  image::Plane matte(fine.radius.width, fine.radius.height, 1);
  work.rows(matte.height, [&](int first, int end) {
    for (int y = first; y < end; ++y) {
      for (int x = 0; x < matte.width; ++x) {
        const std::size_t i = matte.index(x, y);
        const image::Vec2 at = to_view.apply({static_cast<float>(x), static_cast<float>(y)});
        const bool seen = at.x >= 0 && at.y >= 0 && at.x <= static_cast<float>(mask_.width) && at.y <= static_cast<float>(mask_.height);
        matte.values[i] = seen ? alpha(fine, i, at) : 0;
      }
    }
  });
  keep_one_piece(matte, fine.radius, fine.touched);
  return matte;
}

float Matte::alpha(const View& fine, std::size_t pixel, image::Vec2 at) const {
  const float r = fine.radius.values[pixel];
  if (r >= kNowhere || fine.touched[pixel] == Touch::kErase) return 0;
  if (fine.touched[pixel] == Touch::kAdd) return 1;
  if (way_ == Way::kOval) return r < 1 ? 1.0f : 0.0f;
  return image::smooth_step(kNothing, kAll, edge_.at(at.x, at.y, &fine.oklab.values[3 * pixel]));
}

}  // namespace compositor::matte
