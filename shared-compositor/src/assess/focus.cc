#include "assess/focus.h"

#include <algorithm>

namespace compositor::assessing {
namespace {

// The Laplacian's reach, grid points: about a hundredth of the face.
constexpr int kStep = 2;
// The face's middle, where eyes and nose are; its rim may be background.
constexpr int kReach = FaceSample::kRadius * 3 / 4;

}  // namespace

int fine_detail(const FaceSample& face) {
  std::int64_t count = 0, sum = 0, squares = 0, curvature = 0;
  for (int y = -kReach; y <= kReach; ++y) {
    for (int x = -kReach; x <= kReach; ++x) {
      if (x * x + y * y > kReach * kReach || !face.on_photo(x, y)) continue;
      const std::int64_t here = face.brightness(x, y);
      const std::int64_t bend = 4 * here - face.brightness(x - kStep, y) - face.brightness(x + kStep, y) - face.brightness(x, y - kStep) - face.brightness(x, y + kStep);
      ++count, sum += here, squares += here * here, curvature += bend * bend;
    }
  }
  const std::int64_t variance = count == 0 ? 0 : (squares - sum * sum / count) / count;
  return count == 0 ? 0 : static_cast<int>(1000 * curvature / count / std::max<std::int64_t>(variance, 1));
}

}  // namespace compositor::assessing
