#include "views.h"

#include <cmath>

namespace views {

compositor::matte::View disc(float oval) {
  compositor::matte::View view{compositor::image::Plane(kSize, kSize, 3), compositor::image::Plane(kSize, kSize, 1), {}};
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x) {
      const float dx = static_cast<float>(x) - kSize / 2, dy = static_cast<float>(y) - kSize / 2, distance = std::sqrt(dx * dx + dy * dy);
      float* color = view.oklab.at(x, y);
      color[0] = 0.5f + 0.03f * static_cast<float>((3 * x + 7 * y) % 5);
      color[1] = distance < 45 ? 0.1f : -0.1f;
      *view.radius.at(x, y) = distance / oval;
    }
  }
  view.touched.assign(view.radius.values.size(), compositor::matte::Touch::kNone);
  return view;
}

}  // namespace views
