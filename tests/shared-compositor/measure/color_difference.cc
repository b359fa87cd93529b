#include "measure/color_difference.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace measure {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kPow25To7 = 6103515625.0;

double linear(std::uint8_t value) {
  const double v = value / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double lab_curve(double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; }

double chroma(double a, double b) { return std::sqrt(a * a + b * b); }

double hue(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double degrees = std::atan2(b, a) / kDegree;
  return degrees < 0 ? degrees + 360 : degrees;
}

double mean_hue(double one, double other, bool colourless) {
  if (colourless) return one + other;
  if (std::fabs(one - other) <= 180) return (one + other) / 2;
  return one + other < 360 ? (one + other + 360) / 2 : (one + other - 360) / 2;
}

double hue_step(double one, double other, bool colourless) {
  if (colourless) return 0;
  const double step = other - one;
  return step > 180 ? step - 360 : (step < -180 ? step + 360 : step);
}

}  // namespace

Lab lab_from_srgb(const std::uint8_t* rgb) {
  static const auto kLinear = [] {
    std::array<double, 256> table{};
    for (std::size_t i = 0; i < 256; ++i) table[i] = linear(static_cast<std::uint8_t>(i));
    return table;
  }();
  const double r = kLinear[rgb[0]], g = kLinear[rgb[1]], b = kLinear[rgb[2]];
  const double x = lab_curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const double y = lab_curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  const double z = lab_curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double ciede2000(const Lab& one, const Lab& other) {
  const double mean_chroma = (chroma(one.a, one.b) + chroma(other.a, other.b)) / 2;
  const double to_7 = std::pow(mean_chroma, 7);
  const double stretch = 1.5 - 0.5 * std::sqrt(to_7 / (to_7 + kPow25To7));
  const double a1 = one.a * stretch, a2 = other.a * stretch;
  const double c1 = chroma(a1, one.b), c2 = chroma(a2, other.b);
  const double h1 = hue(a1, one.b), h2 = hue(a2, other.b);
  const bool colourless = c1 * c2 == 0;

  const double dl = other.lightness - one.lightness, dc = c2 - c1;
  const double dh = 2 * std::sqrt(c1 * c2) * std::sin(hue_step(h1, h2, colourless) / 2 * kDegree);
  const double l = (one.lightness + other.lightness) / 2, c = (c1 + c2) / 2, h = mean_hue(h1, h2, colourless);

  const double t = 1 - 0.17 * std::cos((h - 30) * kDegree) + 0.24 * std::cos(2 * h * kDegree) + 0.32 * std::cos((3 * h + 6) * kDegree) -
                   0.20 * std::cos((4 * h - 63) * kDegree);
  const double off = (l - 50) * (l - 50), c_to_7 = std::pow(c, 7), from_blue = (h - 275) / 25;
  const double sl = 1 + 0.015 * off / std::sqrt(20 + off), sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
  const double turn = -std::sin(60 * std::exp(-from_blue * from_blue) * kDegree) * 2 * std::sqrt(c_to_7 / (c_to_7 + kPow25To7));
  const double x = dl / sl, y = dc / sc, z = dh / sh;
  return std::sqrt(x * x + y * y + z * z + turn * y * z);
}

double mean_ciede2000(const compositor::Image& one, const compositor::Image& other) {
  double sum = 0;
  for (std::size_t i = 0; i < one.rgba.size(); i += 4) sum += ciede2000(lab_from_srgb(&one.rgba[i]), lab_from_srgb(&other.rgba[i]));
  return sum / static_cast<double>(one.pixel_count());
}

}  // namespace measure
