#include "matte/grabcut.h"

#include <catch2/catch.hpp>

#include "views.h"

using namespace compositor::matte;
using compositor::image::Plane;

namespace {

// How many pixels of the mask differ from the disc.
int wrong(const Plane& mask, const View& view) {
  int count = 0;
  for (std::size_t i = 0; i < mask.values.size(); ++i) count += (mask.values[i] > 0.5f) != (view.oklab.values[3 * i + 1] > 0);
  return count;
}

}  // namespace

TEST_CASE("a disc is found in an oval that is too large, and in one that is too small") {
  for (const float oval : {40.0f, 46.0f, 60.0f}) {
    const View view = views::disc(oval);
    REQUIRE(wrong(segment(view), view) < 12);
  }
}

TEST_CASE("a pet with the colours of its surroundings is the oval") {
  View view = views::disc(46);
  for (std::size_t i = 0; i < view.touched.size(); ++i) view.oklab.values[3 * i + 1] = 0;
  const Plane mask = segment(view), oval = oval_only(view);
  int differing = 0;
  for (std::size_t i = 0; i < mask.values.size(); ++i) differing += mask.values[i] != oval.values[i];
  REQUIRE(differing < 850);  // a ring of three pixels
}

TEST_CASE("something at the edge that neither pet nor surroundings know is not the pet") {
  View view = views::disc(46);
  for (int y = 26; y < 36; ++y) {
    for (int x = 65; x < 85; ++x) view.oklab.at(x, y)[2] = 0.25f;
  }
  REQUIRE(*segment(view).at(75, 31) == 0);
}

TEST_CASE("a face of many colours is not lost to a background that has most of them") {
  View view = views::disc(46);
  for (int y = 0; y < views::kSize; ++y) {
    for (int x = 0; x < views::kSize; ++x) {
      // The pet's lower half is as green as the ground.
      if (y > views::kSize / 2) view.oklab.at(x, y)[1] = -0.1f;
    }
  }
  const Plane mask = segment(view);
  REQUIRE(*mask.at(75, 75 + 38) == 1);
  REQUIRE(*mask.at(75, 75 + 60) == 0);
}

TEST_CASE("a face that fills the photo is the oval") {
  View view = views::disc(46);
  for (float& r : view.radius.values) r = r < 1 ? r : 2 * kNowhere;
  const Plane mask = segment(view);
  for (std::size_t i = 0; i < mask.values.size(); ++i) REQUIRE(mask.values[i] == (view.radius.values[i] < 1 ? 1.0f : 0.0f));
}

TEST_CASE("the brush has the last word") {
  View view = views::disc(46);
  for (int y = 65; y < 85; ++y) {
    for (int x = 0; x < 25; ++x) view.touched[view.radius.index(x, y)] = Touch::kAdd;
    for (int x = 75; x < 85; ++x) view.touched[view.radius.index(x, y)] = Touch::kErase;
  }
  for (const Plane& mask : {segment(view), oval_only(view)}) {
    REQUIRE(*mask.at(10, 75) == 1);
    REQUIRE(*mask.at(80, 75) == 0);
    REQUIRE(*mask.at(60, 75) == 1);
  }
}

TEST_CASE("everything erased is nothing, everything added is all that the photo shows") {
  View view = views::disc(46);
  view.radius.values[0] = 2 * kNowhere;
  view.touched.assign(view.touched.size(), Touch::kErase);
  for (const Plane& mask : {segment(view), oval_only(view)}) REQUIRE(std::count(mask.values.begin(), mask.values.end(), 1.0f) == 0);
  view.touched.assign(view.touched.size(), Touch::kAdd);
  for (const Plane& mask : {segment(view), oval_only(view)}) {
    REQUIRE(static_cast<std::size_t>(std::count(mask.values.begin(), mask.values.end(), 1.0f)) == mask.values.size() - 1);
  }
}

TEST_CASE("views of a pixel or a row do no harm") {
  for (const int width : {1, 200}) {
    View view{Plane(width, 1, 3), Plane(width, 1, 1), std::vector<Touch>(static_cast<std::size_t>(width), Touch::kNone)};
    for (int x = 0; x < width; ++x) *view.radius.at(x, 0) = static_cast<float>(x) / 100;
    REQUIRE(segment(view).values.size() == static_cast<std::size_t>(width));
  }
}
