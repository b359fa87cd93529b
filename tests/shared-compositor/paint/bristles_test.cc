#include "paint/bristles.h"

#include <catch2/catch.hpp>
#include <cmath>

using compositor::paint::Bristles;

namespace {

float sample(const Bristles::Level& level, float u, float v) { return level.sample(compositor::paint::all(u), compositor::paint::all(v))[0]; }

}  // namespace

TEST_CASE("bristles are streaks along the stroke") {
  const auto& level = Bristles::get().level_for(50);
  double along = 0, across = 0, sum = 0;
  for (int i = 0; i < 4000; ++i) {
    const auto u = static_cast<float>(i * 37 % 1024), v = static_cast<float>(i * 101 % 256);
    const float here = sample(level, u, v);
    REQUIRE(here >= 0);
    REQUIRE(here <= 1);
    sum += here;
    along += std::fabs(sample(level, u + 4, v) - here);
    across += std::fabs(sample(level, u, v + 4) - here);
  }
  REQUIRE(sum / 4000 == Approx(0.5).margin(0.03));
  REQUIRE(across > 2 * along);
}

TEST_CASE("the bristle texture repeats without a seam") {
  const auto& level = Bristles::get().level_for(50);
  for (float u = -2000; u < 2000; u += 77.7f) {
    REQUIRE(sample(level, u, -3.25f) == Approx(sample(level, u + 1024, 252.75f)).margin(1e-3));
  }
}

TEST_CASE("small pictures use a coarser texture") {
  REQUIRE(Bristles::get().level_for(14).scale == 1);
  REQUIRE(Bristles::get().level_for(2.5f).scale < 0.5f);
}
