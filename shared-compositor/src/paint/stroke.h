#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "paint/oklab.h"
#include "paint/plane.h"

namespace compositor::paint {

// One pull of the brush. Lengths are units of the sheet it was planned on, never pixels.
struct Stroke {
  std::uint32_t first = 0;  // its points in StrokeList::points
  std::uint32_t count = 0;
  float width = 1;
  float alpha = 1;
  float relief = 0.5f;  // how thick the paint is, 0..1
  Oklab color;
  std::uint32_t seed = 0;  // where on the bristle texture it lies
};

// A painting without a resolution: strokes in the order they are laid.
struct StrokeList {
  std::vector<Stroke> strokes;
  std::vector<Vec2> points;

  [[nodiscard]] std::span<const Vec2> path(const Stroke& stroke) const { return std::span(points).subspan(stroke.first, stroke.count); }

  void add(Stroke stroke, std::span<const Vec2> path) {
    stroke.first = static_cast<std::uint32_t>(points.size());
    stroke.count = static_cast<std::uint32_t>(path.size());
    points.insert(points.end(), path.begin(), path.end());
    strokes.push_back(stroke);
  }

  void add(const StrokeList& list) {
    for (const Stroke& stroke : list.strokes) add(stroke, list.path(stroke));
  }
};

}  // namespace compositor::paint
