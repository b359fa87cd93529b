#include "measure/structural_similarity.h"

#include <catch2/catch.hpp>

#include "fixtures/pictures.h"

using compositor::Image;

namespace {

constexpr double kC1 = 6.5025, kC2 = 58.5225;

// A checkerboard of the greys `middle` - `swing` and `middle` + `swing`.
Image board(int middle, int swing) {
  Image image = fixtures::flat(24, 20, 0, 0, 0);
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 24; ++x) {
      const auto grey = static_cast<std::uint8_t>(middle + ((x + y) % 2 ? swing : -swing));
      for (std::size_t c = 0; c < 3; ++c) image.rgba[4 * static_cast<std::size_t>(y * 24 + x) + c] = grey;
    }
  }
  return image;
}

}  // namespace

TEST_CASE("a picture is wholly similar to itself") { REQUIRE(measure::mean_ssim(fixtures::photo(64, 48), fixtures::photo(64, 48)) == Approx(1)); }

TEST_CASE("between flat greys only the brightness term is left") {
  const double expected = (2 * 100 * 130 + kC1) / (100 * 100 + 130 * 130 + kC1);
  REQUIRE(measure::mean_ssim(fixtures::flat(20, 20, 100, 100, 100), fixtures::flat(20, 20, 130, 130, 130)) == Approx(expected).epsilon(1e-6));
}

TEST_CASE("a board of half the contrast, and its negative, have the similarity of the formula") {
  // The window weighs the two colours of a board equally to three digits.
  const double same = (2 * 20 * 10 + kC2) / (20 * 20 + 10 * 10 + kC2), opposite = (-2 * 20 * 20 + kC2) / (2 * 20 * 20 + kC2);
  REQUIRE(measure::mean_ssim(board(128, 20), board(128, 10)) == Approx(same).epsilon(2e-3));
  REQUIRE(measure::mean_ssim(board(128, 20), board(128, -20)) == Approx(opposite).epsilon(2e-3));
}
