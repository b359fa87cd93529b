#include "limbs.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "paint/dice.h"

namespace scene_builder {
namespace {

using compositor::Point;
using compositor::paint::Dice;
using compositor::paint::Oklab;
using compositor::paint::Stroke;
using compositor::paint::StrokeList;
using compositor::paint::Vec2;

constexpr int kStepsPerJoint = 10;

// A second coat covers what the bristles of the first left open; its pulls are thinner and vary more.
struct Coat {
  double brush;     // of the limb's own
  float alpha, jitter, relief;
  double longest;   // pull, in brush widths
};
constexpr Coat kUnder{1.5, 0.97f, 0.012f, 0.30f, 7};
constexpr Coat kOver{0.75, 0.86f, 0.034f, 0.40f, 6};
constexpr double kOverlap = 1.35;  // of neighbouring pulls

double through(double p0, double p1, double p2, double p3, double t) {
  return 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
}

// The joints and a smooth curve between them.
std::vector<Joint> curve_of(const std::vector<Joint>& path) {
  std::vector<Joint> curve;
  const auto joint = [&](std::size_t i) -> const Joint& { return path[std::min(i, path.size() - 1)]; };
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const Joint &a = joint(i == 0 ? 0 : i - 1), &b = joint(i), &c = joint(i + 1), &d = joint(i + 2);
    for (int step = 0; step < kStepsPerJoint; ++step) {
      const double t = static_cast<double>(step) / kStepsPerJoint;
      curve.push_back({{through(a.at.x, b.at.x, c.at.x, d.at.x, t), through(a.at.y, b.at.y, c.at.y, d.at.y, t)},
                       std::max(0.0, through(a.width, b.width, c.width, d.width, t))});
    }
  }
  curve.push_back(path.back());
  return curve;
}

// Across the limb at curve point `i`, to the right when looking along it.
Point right_of(const std::vector<Joint>& curve, std::size_t i) {
  const Point &before = curve[i > 0 ? i - 1 : 0].at, &after = curve[std::min(i + 1, curve.size() - 1)].at;
  const double dx = after.x - before.x, dy = after.y - before.y, length = std::max(1e-9, std::sqrt(dx * dx + dy * dy));
  return {-dy / length, dx / length};
}

Oklab mixed(const std::vector<Oklab>& tones, double part) {
  const double place = part * static_cast<double>(tones.size() - 1);
  const std::size_t i = std::min(static_cast<std::size_t>(place), tones.size() - 1), next = std::min(i + 1, tones.size() - 1);
  const auto t = static_cast<float>(place - static_cast<double>(i));
  const Oklab &a = tones[i], &b = tones[next];
  return {a.lightness + (b.lightness - a.lightness) * t, a.a + (b.a - a.a) * t, a.b + (b.b - a.b) * t};
}

class LimbPainter {
 public:
  LimbPainter(double unit, std::uint32_t seed, StrokeList& list) : unit_(unit), dice_(seed), list_(list) {}

  // `wider` units on each side and at the ends.
  void paint(const std::vector<Joint>& path, const std::vector<Oklab>& tones, double brush, double wider, const Coat& coat) {
    const std::vector<Joint> curve = curve_of(path);
    double widest = 0;
    for (const Joint& joint : curve) widest = std::max(widest, joint.width + 2 * wider);
    const int lanes = std::max(1, static_cast<int>(widest / (brush * coat.brush) + 0.5));
    std::vector<int> order(static_cast<std::size_t>(lanes));
    for (int lane = 0; lane < lanes; ++lane) order[static_cast<std::size_t>(lane)] = lane;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[dice_.next() % i]);
    for (const int lane : order) paint_lane(curve, tones, (lane + 0.5) / lanes, lanes, wider, coat);
  }

 private:
  void paint_lane(const std::vector<Joint>& curve, const std::vector<Oklab>& tones, double part, int lanes, double wider, const Coat& coat) {
    std::size_t from = 0;
    while (from + 1 < curve.size()) {
      const double width = (curve[from].width + 2 * wider) / lanes * kOverlap;
      const double longest = std::max(coat.longest * width, 3.0) * static_cast<double>(dice_.between(0.7f, 1.3f));
      std::vector<Vec2> pull;
      double length = 0, widths = 0;
      // No two pulls run quite alike, or the limb would look like wood.
      const double place = std::clamp(part + 0.6 / lanes * static_cast<double>(dice_.around_zero()), 0.5 / lanes, 1 - 0.5 / lanes);
      std::size_t i = from;
      for (; i < curve.size() && (length <= longest || i + kStepsPerJoint / 2 >= curve.size()); ++i) {
        const Point right = right_of(curve, i);
        const double full = curve[i].width + 2 * wider, off = (place - 0.5) * (full - full / lanes * (kOverlap - 1));
        const Vec2 at{static_cast<float>((curve[i].at.x + right.x * off) / unit_), static_cast<float>((curve[i].at.y + right.y * off) / unit_)};
        if (!pull.empty()) {
          const double dx = static_cast<double>(at.x - pull.back().x), dy = static_cast<double>(at.y - pull.back().y);
          length += unit_ * std::sqrt(dx * dx + dy * dy);
        }
        pull.push_back(at);
        widths += full / lanes * kOverlap;
      }
      add(pull, widths / static_cast<double>(pull.size()), mixed(tones, part), coat);
      if (i >= curve.size()) return;
      from = std::max(from + 1, i - std::min<std::size_t>(i - from, kStepsPerJoint / 2));
    }
  }

  void add(std::vector<Vec2>& pull, double width, const Oklab& tone, const Coat& coat) {
    if (pull.size() < 2) return;
    Stroke stroke;
    stroke.width = static_cast<float>(width / unit_) * dice_.between(0.95f, 1.2f);
    stroke.alpha = coat.alpha;
    stroke.relief = coat.relief;
    stroke.seed = dice_.next();
    const float shade = dice_.around_zero() * coat.jitter;
    stroke.color = {tone.lightness + shade, tone.a + 0.4f * dice_.around_zero() * coat.jitter, tone.b + 0.4f * dice_.around_zero() * coat.jitter};
    if (dice_.uniform() < 0.5f) std::reverse(pull.begin(), pull.end());
    list_.add(stroke, pull);
  }

  double unit_;
  Dice dice_;
  StrokeList& list_;
};

}  // namespace

StrokeList paint_limbs(const std::vector<LimbGroup>& groups, double unit, std::uint32_t seed) {
  StrokeList list;
  LimbPainter painter(unit, seed, list);
  for (const LimbGroup& group : groups) {
    for (const Limb& limb : group.limbs) {
      if (group.line > 0) painter.paint(limb.path, {group.line_tone}, limb.brush, group.line, kUnder);
    }
    for (const Limb& limb : group.limbs) {
      painter.paint(limb.path, limb.tones, limb.brush, 0, kUnder);
      painter.paint(limb.path, limb.tones, limb.brush, 0, kOver);
    }
  }
  return list;
}

}  // namespace scene_builder
