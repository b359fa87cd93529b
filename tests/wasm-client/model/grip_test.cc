#include "model/grip.h"

#include <catch2/catch.hpp>
#include <cmath>

using model::drag;
using model::Grip;
using model::grip_at;
using model::PixelOval;

namespace {
const PixelOval kOval{{400, 300}, 100, 120, 0};
constexpr double kReach = 14;
constexpr double kGap = 30;
}  // namespace

TEST_CASE("each handle is found where it is drawn, turned or not") {
  PixelOval oval = kOval;
  oval.degrees = GENERATE(0.0, 33.0, -120.0);
  for (const auto& handle : model::handles(oval, kGap)) {
    REQUIRE(grip_at(oval, {handle.at.x + 3, handle.at.y - 3}, kReach, kGap) == handle.grip);
  }
}

TEST_CASE("the inside is the body, the outside is nowhere") {
  REQUIRE(grip_at(kOval, kOval.center, kReach, kGap) == Grip::kBody);
  REQUIRE(grip_at(kOval, {400 + 95, 300 + 115}, kReach, kGap) == Grip::kNowhere);
}

TEST_CASE("a small oval can still be moved by a broad finger") {
  const PixelOval small{{400, 300}, 20, 20, 0};
  REQUIRE(grip_at(small, small.center, 26, kGap) == Grip::kBody);
}

TEST_CASE("the turning handle stands below when there is no room above") {
  const PixelOval high{{400, 130}, 100, 120, 0};
  REQUIRE(model::handles(high, kGap)[4].at.y > high.center.y);
}

TEST_CASE("dragging the body follows exactly") {
  const PixelOval moved = drag(kOval, Grip::kBody, {390, 310}, {413, 299});
  REQUIRE(moved.center.x == kOval.center.x + 23);
  REQUIRE(moved.center.y == kOval.center.y - 11);
  REQUIRE(moved.half_width == kOval.half_width);
}

TEST_CASE("an edge follows the pointer and the opposite edge stays") {
  const PixelOval wider = drag(kOval, Grip::kRight, {500, 300}, {540, 300});
  REQUIRE(wider.center.x + wider.half_width == Approx(540));
  REQUIRE(wider.center.x - wider.half_width == Approx(300));
  REQUIRE(wider.half_height == kOval.half_height);
  const PixelOval taller = drag(kOval, Grip::kTop, {400, 180}, {400, 160});
  REQUIRE(taller.center.y - taller.half_height == Approx(160));
  REQUIRE(taller.center.y + taller.half_height == Approx(420));
}

TEST_CASE("an edge dragged through the oval leaves a sliver, not a negative size") {
  const PixelOval sliver = drag(kOval, Grip::kLeft, {300, 300}, {900, 300});
  REQUIRE(sliver.half_width > 0);
  REQUIRE(sliver.center.x + sliver.half_width == Approx(500));
}

TEST_CASE("a quarter turn of the handle turns the oval by a quarter") {
  const PixelOval turned = drag(kOval, Grip::kTurn, {400, 150}, {550, 300});
  REQUIRE(turned.degrees == Approx(90));
  REQUIRE(turned.center.x == kOval.center.x);
}
