#include "matte/guided_filter.h"

#include <catch2/catch.hpp>

using namespace compositor::matte;
using compositor::image::Plane;

namespace {

constexpr int kSize = 40;

// Dark left of x = 20.5, light right of it.
Plane step_picture() {
  Plane oklab(kSize, kSize, 3);
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x) oklab.at(x, y)[0] = x < 20 ? 0.2f : (x > 20 ? 0.8f : 0.5f);
  }
  return oklab;
}

Plane mask_from(int left) {
  Plane mask(kSize, kSize, 1);
  for (int y = 0; y < kSize; ++y) {
    for (int x = left; x < kSize; ++x) *mask.at(x, y) = 1;
  }
  return mask;
}

}  // namespace

TEST_CASE("a mask's edge follows the colours' edge, on a finer picture, too") {
  const GuidedFilter filter(step_picture(), mask_from(22), 4, 1e-4f);
  const float dark[] = {0.2f, 0, 0}, light[] = {0.8f, 0, 0};
  REQUIRE(filter.at(20.4f, 20, dark) < 0.15f);
  REQUIRE(filter.at(20.6f, 20, light) > 0.55f);
}

TEST_CASE("far from the edge the mask stays whatever the colour") {
  const GuidedFilter filter(step_picture(), mask_from(21), 3, 1e-4f);
  for (const float lightness : {0.0f, 0.5f, 1.0f}) {
    const float color[] = {lightness, 0, 0};
    REQUIRE(filter.at(35, 20, color) == Approx(1).margin(1e-4));
    REQUIRE(filter.at(5, 20, color) == Approx(0).margin(1e-4));
  }
}

TEST_CASE("without an edge in the colours the mask is smoothed, and places outside are the border's") {
  Plane plain(kSize, kSize, 3);
  const GuidedFilter filter(plain, mask_from(20), 3, 1e-4f);
  const float color[] = {0, 0, 0};
  REQUIRE(filter.at(20, 20, color) == Approx(0.5f).margin(0.05));
  REQUIRE(filter.at(-100, 1e6f, color) == Approx(0).margin(1e-5));
}
