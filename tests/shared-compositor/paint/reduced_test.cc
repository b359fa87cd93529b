#include "paint/reduced.h"

#include <catch2/catch.hpp>

#include "ops/pyramid.h"
#include "paint/dice.h"

using namespace compositor::paint;
using compositor::image::Work;

namespace {

StrokeList thin_strokes() {
  StrokeList list;
  Dice dice(11);
  for (int i = 0; i < 80; ++i) {
    Stroke stroke;
    stroke.width = dice.between(0.3f, 2);
    stroke.color = {dice.uniform(), dice.around_zero() * 0.1f, dice.around_zero() * 0.1f};
    stroke.seed = dice.next();
    const Vec2 start{dice.between(0, 30), dice.between(0, 30)};
    list.add(stroke, std::vector<Vec2>{start, {start.x + 3, start.y + dice.between(-2, 2)}, {start.x + 6, start.y}});
  }
  return list;
}

}  // namespace

TEST_CASE("fine enough, nothing is reduced") {
  Work work;
  const View view{5, 1, 3, -1, 5, 30};
  REQUIRE(paint_reduced(thin_strokes(), view, {-3, 2, 190, 133}, 5, work).rgba == paint_picture(thin_strokes(), view, {-3, 2, 190, 133}, work).rgba);
}

TEST_CASE("too coarse, it is painted in twice the size and halved, in its place") {
  Work work;
  const auto fine = paint_picture(thin_strokes(), View{5, 0, 8, 0, 5, -6}, {-10, 6, 100, 120}, work);
  REQUIRE(paint_reduced(thin_strokes(), View{2.5f, 0, 4, 0, 2.5f, -3}, {-5, 3, 50, 60}, 4.5f, work).rgba == compositor::ops::halve(fine).rgba);
}

TEST_CASE("reducing ends, however small the picture") {
  Work work;
  const auto picture = paint_reduced(thin_strokes(), View{1e-6f, 0, 0, 0, 1e-6f, 0}, {0, 0, 3, 2}, 4.5f, work);
  REQUIRE(picture.width == 3);
  REQUIRE(picture.height == 2);
}
