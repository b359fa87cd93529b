#include "model/pinch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace model {
namespace {

constexpr double kMinSpread = 1;  // photo pixels; fingers on one spot have no direction

Point middle(TwoFingers fingers) { return {(fingers.a.x + fingers.b.x) / 2, (fingers.a.y + fingers.b.y) / 2}; }
Point between(TwoFingers fingers) { return {fingers.b.x - fingers.a.x, fingers.b.y - fingers.a.y}; }

}  // namespace

PixelOval pinch(const PixelOval& start, TwoFingers from, TwoFingers to, PhotoSize photo) {
  const Point f = between(from);
  const Point t = between(to);
  const double spread_from = std::max(kMinSpread, std::hypot(f.x, f.y));
  const double spread_to = std::max(kMinSpread, std::hypot(t.x, t.y));
  const double factor = possible_factor(start, spread_to / spread_from, photo);
  const double turn = std::atan2(t.y, t.x) - std::atan2(f.y, f.x);
  const Point m0 = middle(from);
  const Point m1 = middle(to);
  const Point off{start.center.x - m0.x, start.center.y - m0.y};
  PixelOval oval = start;
  oval.center = {m1.x + factor * (off.x * std::cos(turn) - off.y * std::sin(turn)),
                 m1.y + factor * (off.x * std::sin(turn) + off.y * std::cos(turn))};
  oval.half_width *= factor;
  oval.half_height *= factor;
  oval.degrees += turn * 180 / std::numbers::pi;
  return oval;
}

}  // namespace model
