#include "model/pixel_oval.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace model {
namespace {

constexpr double kMinRadius = 0.01;  // of compositor::validate
constexpr double kMaxRadius = 1.0;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

}  // namespace

PixelOval to_pixels(const compositor::Oval& oval, PhotoSize photo) {
  return {{oval.cx * photo.width, oval.cy * photo.height},
          oval.rx * photo.width,
          oval.ry * photo.height,
          oval.degrees};
}

compositor::Oval to_fractions(const PixelOval& oval, PhotoSize photo) {
  double rx = oval.half_width / photo.width;
  double ry = oval.half_height / photo.height;
  const double grow = std::max({1.0, kMinRadius / rx, kMinRadius / ry});
  const double shrink = std::min({1.0, kMaxRadius / (rx * grow), kMaxRadius / (ry * grow)});
  rx = std::clamp(rx * grow * shrink, kMinRadius, kMaxRadius);
  ry = std::clamp(ry * grow * shrink, kMinRadius, kMaxRadius);
  return {std::clamp(oval.center.x / photo.width, 0.0, 1.0), std::clamp(oval.center.y / photo.height, 0.0, 1.0), rx,
          ry, wrap_degrees(oval.degrees)};
}

double possible_factor(const PixelOval& oval, double factor, PhotoSize photo) {
  const PixelOval scaled{oval.center, oval.half_width * factor, oval.half_height * factor, 0};
  return to_pixels(to_fractions(scaled, photo), photo).half_height / oval.half_height;
}

Point across(const PixelOval& oval) { return {std::cos(radians(oval.degrees)), std::sin(radians(oval.degrees))}; }

Point down(const PixelOval& oval) { return {-std::sin(radians(oval.degrees)), std::cos(radians(oval.degrees))}; }

double wrap_degrees(double degrees) {
  const double wrapped = std::remainder(degrees, 360.0);
  return wrapped <= -180 ? 180 : wrapped;
}

}  // namespace model
