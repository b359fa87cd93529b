#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compositor/result.h"
#include "compositor/scene.h"
#include "limbs.h"

namespace scene_builder {

using compositor::Point;

// What is painted from has at most so many pixels per unit.
inline constexpr double kMostOversample = 8;

struct Spot {
  Point center;
  double radius = 0;
};

// scenes/<id>/scene.json: what a person decided about one painting, in units of its reference scan. The members are
// described in shared-compositor/README.md.
struct SceneSource {
  compositor::Scene scene;  // id, title, extent, frame, head, crops; no pictures yet
  double oversample = 1;    // pixels per unit of the plate that is painted from, at least; at most kMostOversample
  double preview = 1;       // pixels per unit of the package's painted pictures, which cover the frame
  std::vector<Spot> spots;  // dust to be painted over

  struct Removed {
    std::vector<std::vector<Point>> polygons;
    double grow = 0;
    double shade_color[3] = {};
    double shade_amount = 0;
  } removed;

  std::vector<LimbGroup> backdrop;    // painted over the plate
  std::vector<LimbGroup> foreground;  // what lies in front of the pet
};

// The error's message names the member that is wrong.
compositor::Result<SceneSource> parse_scene_source(std::string_view text);

// Why a scan of width x height pixels is not of the source's painting, a sentence: its sides are in a ratio that differs
// by more than 1 % from those of the reference scan, so that it would be stretched. Nothing if it fits.
std::optional<std::string> scan_refusal(const SceneSource& source, int width, int height);

}  // namespace scene_builder
