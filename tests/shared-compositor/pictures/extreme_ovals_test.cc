// Ovals as wide, high, small and large as a recipe may say: the whole face is painted, not only its contour.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "compositor/render.h"
#include "fixtures/pictures.h"

using compositor::Image;
using compositor::Oval;
using compositor::Recipe;
using compositor::Scene;

namespace {

constexpr int kPhotoWidth = 400, kPhotoHeight = 300, kScale = 2;  // pixels a unit

constexpr double kMiddle = 0.8;  // of the oval: fur may end before its edge

// With a little space to the photo's edge.
bool on_photo(double place) { return place > 0.04 && place < 0.96; }

// Pixels in the middle of the face that are of another colour with a photo of another colour, as a share of all there
// that the photo has something for.
double painted_share(const Scene& scene, const Recipe& recipe) {
  const compositor::Target target{scene.frame, static_cast<int>(kScale * scene.frame.width), static_cast<int>(kScale * scene.frame.height)};
  const auto draw = [&](std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    return compositor::render(scene, recipe, fixtures::flat(kPhotoWidth, kPhotoHeight, r, g, b), target).value();
  };
  const Image red = draw(220, 60, 50), blue = draw(50, 60, 220);
  const double half_height = kMiddle * scene.head.height / 2;
  const double half_width = half_height * recipe.oval.rx * kPhotoWidth / (recipe.oval.ry * kPhotoHeight * recipe.style.stretch);
  int inside = 0, painted = 0;
  for (int y = 0; y < target.height_px; ++y) {
    for (int x = 0; x < target.width_px; ++x) {
      const double across = (x + 0.5) / kScale + scene.frame.x - scene.head.center.x, down = (y + 0.5) / kScale + scene.frame.y - scene.head.center.y;
      if (std::pow(across / half_width, 2) + std::pow(down / half_height, 2) > 1) continue;
      if (!on_photo(recipe.oval.cx + kMiddle * recipe.oval.rx * across / half_width) || !on_photo(recipe.oval.cy + kMiddle * recipe.oval.ry * down / half_height)) continue;
      const std::size_t at = 4 * static_cast<std::size_t>(y * target.width_px + x);
      ++inside;
      painted += std::abs((red.rgba[at] - red.rgba[at + 2]) - (blue.rgba[at] - blue.rgba[at + 2])) > 40;
    }
  }
  REQUIRE(inside > 0);
  return static_cast<double>(painted) / inside;
}

}  // namespace

TEST_CASE("faces of the widest, highest, smallest and largest ovals are painted all over") {
  Scene scene = fixtures::scene();
  std::fill(scene.foreground.rgba.begin(), scene.foreground.rgba.end(), std::uint8_t{0});
  scene.head.degrees = 0;
  const Oval oval = GENERATE(Oval{0.5, 0.5, 1, 0.01, 0}, Oval{0.5, 0.5, 0.5, 0.02, 0}, Oval{0.5, 0.5, 0.3, 0.03, 0}, Oval{0.5, 0.5, 0.02, 0.5, 0},
                             Oval{0.5, 0.5, 0.04, 1, 0}, Oval{0.5, 0.5, 0.01, 0.01, 0}, Oval{0.5, 0.5, 1, 1, 0}, Oval{0, 1, 0.2, 0.25, 0});
  Recipe recipe;
  recipe.oval = oval;
  recipe.cut_out.method = compositor::CutOut::Method::kOval;
  recipe.style.palette = 0;
  const double share = painted_share(scene, recipe);
  INFO("rx " << oval.rx << ", ry " << oval.ry << ": " << share);
  CHECK(share > 0.97);
}
