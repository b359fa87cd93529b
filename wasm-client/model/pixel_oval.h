#pragma once

#include "compositor/geometry.h"

namespace model {

using compositor::Point;

struct PhotoSize {
  int width = 0;
  int height = 0;
};

// The oval in pixels of the upright photo: what hands and handles work with. Turned clockwise by `degrees`
// about its centre; the half sizes lie along its own, turned axes.
struct PixelOval {
  Point center;
  double half_width = 0;
  double half_height = 0;
  double degrees = 0;
};

PixelOval to_pixels(const compositor::Oval& oval, PhotoSize photo);

// Back to fractions, brought into the ranges that compositor::validate accepts: the centre is held inside the
// photo, sizes are limited with their proportion kept, degrees wrap to (-180, 180].
compositor::Oval to_fractions(const PixelOval& oval, PhotoSize photo);

// `factor` as far as the oval may grow or shrink by it: what is scaled with it must not go on when its size stops.
double possible_factor(const PixelOval& oval, double factor, PhotoSize photo);

// Unit vectors along the oval's own axes.
Point across(const PixelOval& oval);  // towards its right
Point down(const PixelOval& oval);    // towards its bottom

double wrap_degrees(double degrees);  // to (-180, 180]

}  // namespace model
