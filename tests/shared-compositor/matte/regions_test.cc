#include "matte/regions.h"

#include <catch2/catch.hpp>

#include "views.h"

using namespace compositor::matte;

namespace {

// The oval's middle is around (75, 75).
struct Masked {
  View view = views::disc(40);
  compositor::image::Plane mask{views::kSize, views::kSize, 1};

  void fill(int left, int top, int right, int bottom, float value) {
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) *mask.at(x, y) = value;
    }
  }
  Touch& touch(int x, int y) { return view.touched[mask.index(x, y)]; }
  float tidied(int x, int y) {
    keep_one_piece(mask, view.radius, view.touched);
    return *mask.at(x, y);
  }
};

}  // namespace

TEST_CASE("what does not hang together with the middle goes, unless a person added it") {
  Masked masked;
  masked.fill(60, 60, 90, 90, 1);
  masked.fill(5, 5, 20, 20, 1);
  masked.fill(120, 120, 140, 140, 1);
  masked.touch(130, 130) = Touch::kAdd;
  REQUIRE(masked.tidied(75, 75) == 1);
  REQUIRE(*masked.mask.at(10, 10) == 0);
  REQUIRE(*masked.mask.at(125, 125) == 1);
}

TEST_CASE("holes are filled, unless a person made them") {
  Masked masked;
  masked.fill(40, 40, 110, 110, 1);
  masked.fill(50, 50, 60, 60, 0);
  masked.fill(80, 80, 90, 90, 0);
  masked.touch(85, 85) = Touch::kErase;
  REQUIRE(masked.tidied(55, 55) == 1);
  REQUIRE(*masked.mask.at(82, 82) == 0);
}

TEST_CASE("poles and wires go, corners and a person's lines stay") {
  Masked masked;
  masked.fill(40, 40, 110, 110, 1);
  masked.fill(70, 5, 74, 40, 1);
  masked.fill(110, 60, 140, 64, 1);
  for (int x = 110; x < 140; ++x) masked.touch(x, 61) = Touch::kAdd;
  masked.fill(0, 0, 3, views::kSize, 1);  // goes on beyond the view
  drop_slivers(masked.mask, masked.view.touched);
  REQUIRE(*masked.mask.at(71, 20) == 0);
  REQUIRE(*masked.mask.at(71, 45) == 1);
  REQUIRE(*masked.mask.at(41, 41) == 1);
  REQUIRE(*masked.mask.at(120, 61) == 1);
  REQUIRE(*masked.mask.at(120, 63) == 0);
  REQUIRE(*masked.mask.at(1, 75) == 1);
}

TEST_CASE("where the middle is gone the largest part is the pet") {
  Masked masked;
  masked.fill(5, 5, 10, 10, 1);
  masked.fill(120, 20, 140, 140, 1);
  REQUIRE(masked.tidied(7, 7) == 0);
  REQUIRE(*masked.mask.at(130, 80) == 1);
}

TEST_CASE("nothing and everything stay what they are") {
  Masked nothing, everything;
  REQUIRE(nothing.tidied(75, 75) == 0);
  everything.fill(0, 0, views::kSize, views::kSize, 1);
  REQUIRE(everything.tidied(0, 0) == 1);
}
