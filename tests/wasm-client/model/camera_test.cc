#include "model/camera.h"

#include <catch2/catch.hpp>
#include <limits>

using model::Camera;
using model::Point;

namespace {

// A photo twice as wide as the canvas, in the same shape: 0.5 canvas units a pixel when it is seen whole.
Camera over(model::PhotoSize photo = {1000, 800}) {
  Camera camera;
  camera.open(photo);
  camera.resize({500, 400});
  return camera;
}

void require_same(Point a, Point b) {
  REQUIRE(a.x == Approx(b.x).margin(1e-9));
  REQUIRE(a.y == Approx(b.y).margin(1e-9));
}

}  // namespace

TEST_CASE("at first the whole photo is seen") {
  const Camera camera = over();
  const auto fitted = model::fit({1000, 800}, 500, 400);
  REQUIRE(camera.zoom() == 1);
  REQUIRE(camera.view().scale == fitted.scale);
  require_same(camera.view().origin, fitted.origin);
}

TEST_CASE("what lies under the pointer stays there while one looks closer") {
  Camera camera = over();
  const Point pointer{320, 150};
  const Point place = camera.view().to_photo(pointer);
  camera.zoom_by(2, pointer);
  REQUIRE(camera.zoom() == Approx(2));
  REQUIRE(camera.view().scale == Approx(1));
  require_same(camera.view().to_photo(pointer), place);
}

TEST_CASE("nothing beyond the photo's border is looked at, and not from farther than the whole") {
  Camera camera = over();
  camera.zoom_by(4, {0, 0});
  camera.pan({0, 0}, {5000, 5000});
  require_same(camera.view().to_photo({0, 0}), {0, 0});
  camera.pan({0, 0}, {-5000, -5000});
  require_same(camera.view().to_photo({500, 400}), {1000, 800});
  camera.zoom_by(0.01);
  REQUIRE(camera.zoom() == 1);
  require_same(camera.view().to_photo({0, 0}), {0, 0});
}

TEST_CASE("a photo narrower than the canvas stays in the middle") {
  Camera camera = over({200, 800});
  camera.zoom_by(1.5, {0, 0});
  REQUIRE(camera.view().to_canvas({100, 400}).x == Approx(250));
}

TEST_CASE("a closer look has an end, and wrong factors change nothing") {
  Camera camera = over();
  camera.zoom_by(1000);
  REQUIRE(camera.zoom() == Camera::kMaxZoom);
  const double factor = GENERATE(0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN());
  camera.zoom_by(factor);
  REQUIRE(camera.zoom() == Camera::kMaxZoom);
}

TEST_CASE("places of the photo follow the two fingers on them") {
  const Camera start = over();
  Camera camera = start;
  camera.zoom_by(3);
  const Camera before = camera;
  const model::TwoFingers from{{200, 200}, {300, 200}}, to{{170, 210}, {320, 210}};
  camera.follow(before, from, to);
  REQUIRE(camera.zoom() == Approx(4.5));
  require_same(camera.view().to_photo(to.a), before.view().to_photo(from.a));
  require_same(camera.view().to_photo(to.b), before.view().to_photo(from.b));
}

TEST_CASE("an oval that is shown fills most of the canvas, in its middle") {
  Camera camera = over();
  camera.show({{300, 300}, 40, 50, 20});
  require_same(camera.view().to_canvas({300, 300}), {250, 200});
  REQUIRE(2 * 50 * camera.view().scale == Approx(0.75 * 400));
}

TEST_CASE("a place in sight moves nothing, one out of sight is brought in") {
  Camera camera = over();
  camera.show({{300, 300}, 40, 50, 0});
  const auto origin = camera.view().origin;
  camera.keep_in_sight({305, 295});
  require_same(camera.view().origin, origin);
  camera.keep_in_sight({700, 300});
  const auto seen = camera.view().to_canvas({700, 300});
  REQUIRE(seen.x > 400);
  REQUIRE(seen.x < 500);
}

TEST_CASE("another photo is seen whole again") {
  Camera camera = over();
  camera.zoom_by(3);
  camera.open({600, 600});
  REQUIRE(camera.zoom() == 1);
  REQUIRE(camera.view().to_canvas({300, 300}).x == Approx(250));
}
