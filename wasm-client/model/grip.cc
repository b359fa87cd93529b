#include "model/grip.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace model {
namespace {

constexpr double kMinHalf = 4;  // photo pixels; an oval dragged through itself must not vanish

Point plus(Point a, Point b, double times) { return {a.x + b.x * times, a.y + b.y * times}; }
double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }

bool inside(const PixelOval& oval, Point at) {
  const Point off = minus(at, oval.center);
  const double u = dot(off, across(oval)) / oval.half_width;
  const double v = dot(off, down(oval)) / oval.half_height;
  return u * u + v * v <= 1;
}

double bearing(Point from, Point to) { return std::atan2(to.y - from.y, to.x - from.x) * 180 / std::numbers::pi; }

// Moves one edge outwards by `by` along `axis`; the far edge stays.
void stretch(PixelOval& oval, double& half, Point axis, double by) {
  const double grown = std::max(kMinHalf, half + by / 2);
  oval.center = plus(oval.center, axis, grown - half);
  half = grown;
}

}  // namespace

std::array<Handle, 5> handles(const PixelOval& oval, double turn_gap_px) {
  const Point u = across(oval);
  const Point v = down(oval);
  Point turn = plus(oval.center, v, -(oval.half_height + turn_gap_px));
  if (turn.y < 0) turn = plus(oval.center, v, oval.half_height + turn_gap_px);
  return {{{Grip::kRight, plus(oval.center, u, oval.half_width)},
           {Grip::kBottom, plus(oval.center, v, oval.half_height)},
           {Grip::kLeft, plus(oval.center, u, -oval.half_width)},
           {Grip::kTop, plus(oval.center, v, -oval.half_height)},
           {Grip::kTurn, turn}}};
}

Grip grip_at(const PixelOval& oval, Point at, double reach_px, double turn_gap_px) {
  Grip nearest = Grip::kNowhere;
  // A small oval must stay movable: handles reach inwards no farther than half way to the centre.
  const double reach = std::min(reach_px, std::max(reach_px / 2, std::min(oval.half_width, oval.half_height) / 2));
  double best = reach;
  for (const Handle& handle : handles(oval, turn_gap_px)) {
    const double distance = std::hypot(at.x - handle.at.x, at.y - handle.at.y);
    if (distance <= best) {
      best = distance;
      nearest = handle.grip;
    }
  }
  if (nearest != Grip::kNowhere) return nearest;
  return inside(oval, at) ? Grip::kBody : Grip::kNowhere;
}

PixelOval drag(const PixelOval& start, Grip grip, Point from, Point to) {
  PixelOval oval = start;
  const Point by = minus(to, from);
  const Point u = across(start);
  const Point v = down(start);
  switch (grip) {
    case Grip::kNowhere: break;
    case Grip::kBody: oval.center = plus(start.center, by, 1); break;
    case Grip::kRight: stretch(oval, oval.half_width, u, dot(by, u)); break;
    case Grip::kLeft: stretch(oval, oval.half_width, {-u.x, -u.y}, -dot(by, u)); break;
    case Grip::kBottom: stretch(oval, oval.half_height, v, dot(by, v)); break;
    case Grip::kTop: stretch(oval, oval.half_height, {-v.x, -v.y}, -dot(by, v)); break;
    case Grip::kTurn: oval.degrees += bearing(start.center, to) - bearing(start.center, from); break;
  }
  return oval;
}

}  // namespace model
