#include "matte/gmm.h"

#include <catch2/catch.hpp>
#include <vector>

using compositor::matte::ColorMixture;

namespace {

// Speckles around a colour.
std::vector<float> around(float l, float a, float b) {
  std::vector<float> colors;
  for (int i = 0; i < 200; ++i) {
    const auto speckle = [i](int step) { return 0.004f * static_cast<float>(i * step % 11 - 5); };
    colors.insert(colors.end(), {l + speckle(3), a + speckle(5), b + speckle(7)});
  }
  return colors;
}

}  // namespace

TEST_CASE("two colours are told apart") {
  const ColorMixture red(around(0.5f, 0.15f, 0.05f)), blue(around(0.4f, -0.02f, -0.2f));
  const float reddish[] = {0.52f, 0.13f, 0.04f}, bluish[] = {0.42f, 0, -0.18f};
  REQUIRE(red.cost(reddish) + 3 < blue.cost(reddish));
  REQUIRE(blue.cost(bluish) + 3 < red.cost(bluish));
}

TEST_CASE("one mixture holds several colours, and what lies between them is unlikely") {
  std::vector<float> both = around(0.8f, 0.1f, 0.1f);
  const auto dark = around(0.1f, 0, 0);
  both.insert(both.end(), dark.begin(), dark.end());
  ColorMixture mixture(both);
  mixture.refine(both);
  const float light[] = {0.8f, 0.1f, 0.1f}, black[] = {0.1f, 0, 0}, between[] = {0.45f, 0.05f, 0.05f};
  REQUIRE(mixture.cost(light) + 10 < mixture.cost(between));
  REQUIRE(mixture.cost(black) + 10 < mixture.cost(between));
}

TEST_CASE("samples that are all the same make a mixture, too") {
  std::vector<float> plain;
  for (std::size_t i = 0; i < ColorMixture::kFewestSamples; ++i) plain.insert(plain.end(), {0.5f, 0, 0});
  const ColorMixture mixture(plain);
  const float same[] = {0.5f, 0, 0}, other[] = {0.7f, 0, 0};
  REQUIRE(mixture.cost(same) < mixture.cost(other));
}
