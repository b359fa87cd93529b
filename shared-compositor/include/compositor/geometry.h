#pragma once

namespace compositor {

struct Point {
  double x = 0;
  double y = 0;

  bool operator==(const Point&) const = default;
};

// Axis-aligned, half open: [x, x + width) x [y, y + height).
struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// The oval a person lays over the pet's face. Centre and radii are fractions of the *upright* photo
// (after EXIF orientation): cx, rx of its width, cy, ry of its height; degrees turn clockwise.
struct Oval {
  double cx = 0.5;
  double cy = 0.5;
  double rx = 0.25;
  double ry = 0.25;
  double degrees = 0;

  bool operator==(const Oval&) const = default;
};

// Where the pet sits relative to the scene's head place.
struct Pose {
  double dx = 0;       // scene units, right is positive; [-40, 40]
  double dy = 0;       // scene units, down is positive; [-40, 40]
  double scale = 1;    // [0.5, 2]
  double degrees = 0;  // clockwise; [-180, 180]

  bool operator==(const Pose&) const = default;
};

}  // namespace compositor
