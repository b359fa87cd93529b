#pragma once

#include <cstddef>
#include <vector>

#include "compositor/geometry.h"
#include "compositor/result.h"

namespace compositor {

inline constexpr std::size_t kMaxBrushStrokes = 64;
inline constexpr std::size_t kMaxBrushPoints = 4096;  // of all strokes together
inline constexpr std::size_t kMaxEyes = 8;

// Places on the *upright* photo are fractions, x of its width and y of its height; radii are fractions of its width.

// A person's correction of the cut-out: what lies under the brush belongs to the pet, or does not.
struct BrushStroke {
  bool add = true;            // false erases
  double radius = 0.02;       // [0.002, 0.3]
  std::vector<Point> points;  // at least one, on the photo

  bool operator==(const BrushStroke&) const = default;
};

// What of the photo is painted.
struct CutOut {
  enum class Method { kOval, kAuto };  // all of the oval, or the pet that is found in it

  Method method = Method::kAuto;
  std::vector<BrushStroke> strokes;  // later ones win

  bool operator==(const CutOut&) const = default;
};

// A flash-lit eye that a person tapped: it is painted as a dark pupil with a highlight.
struct Eye {
  double x = 0;
  double y = 0;
  double radius = 0.02;  // the pupil lies within; [0.001, 0.2]

  bool operator==(const Eye&) const = default;
};

struct Style {
  double brush = 1;      // width of the pet's strokes, times the scene's own; [0.5, 2]
  double palette = 0.5;  // 0: the pet's own colours, 1: the painting's
  double relief = 0.5;   // 0: flat paint, 1: thick
  double stretch = 1.1;  // how much taller than in the photo the face is; [1, 1.3]

  bool operator==(const Style&) const = default;
};

// What the customer chose, apart from the photo and the scene. Values only; the JSON form is in json.h.
struct Recipe {
  int version = 1;
  Oval oval;
  Pose pose;
  CutOut cut_out;
  std::vector<Eye> eyes;
  Style style;

  bool operator==(const Recipe&) const = default;
};

// Checks ranges: every number finite; rx, ry in [0.01, 1]; the oval's centre, brush points and eyes on the photo;
// degrees in [-180, 180]; the rest as said above and in geometry.h. Error: kInvalidRecipe naming the field.
Result<void> validate(const Recipe& recipe);

}  // namespace compositor
