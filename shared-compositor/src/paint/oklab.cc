#include "paint/oklab.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace compositor::paint {
namespace {

// x^2.4 = (fifth root of x)^12, by Newton's method.
double power_2_4(double x) {
  double root = 1;
  for (int i = 0; i < 60; ++i) root = root - (root * root * root * root * root - x) / (5 * root * root * root * root);
  const double cube = root * root * root;
  return cube * cube * cube * cube;
}

std::array<float, 256> make_linear_light() {
  std::array<float, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double value = static_cast<double>(i) / 255;
    table[i] = static_cast<float>(value <= 0.04045 ? value / 12.92 : power_2_4((value + 0.055) / 1.055));
  }
  return table;
}

// Linear light 0..1 to an sRGB level 0..255.
float encoded(float x) {
  if (x <= 0) return 0;
  if (x <= 0.0031308f) return 255 * 12.92f * x;
  const float root = cube_root(std::sqrt(std::sqrt(x)));  // x^(1/12)
  const float squared = root * root;
  return std::min(255.0f, 255 * (1.055f * (squared * squared * root) - 0.055f));
}

float cubed(float x) { return x * x * x; }

}  // namespace

float cube_root(float x) {
  if (x <= 0) return 0;
  // A third of the exponent, through memcpy because clang 14 has no std::bit_cast.
  std::uint32_t bits;
  std::memcpy(&bits, &x, 4);
  bits = bits / 3 + 709921077u;
  float y;
  std::memcpy(&y, &bits, 4);
  for (int i = 0; i < 3; ++i) y = (2 * y + x / (y * y)) * (1.0f / 3.0f);
  return y;
}

Oklab oklab_from_srgb(const std::uint8_t* rgb) {
  static const std::array<float, 256> kLinearLight = make_linear_light();
  const float red = kLinearLight[rgb[0]], green = kLinearLight[rgb[1]], blue = kLinearLight[rgb[2]];
  const float l = cube_root(0.4122214708f * red + 0.5363325363f * green + 0.0514459929f * blue);
  const float m = cube_root(0.2119034982f * red + 0.6806995451f * green + 0.1073969566f * blue);
  const float s = cube_root(0.0883024619f * red + 0.2817188376f * green + 0.6299787005f * blue);
  return {0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s, 1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
          0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

Srgb srgb_from_oklab(const Oklab& color) {
  const float l = cubed(color.lightness + 0.3963377774f * color.a + 0.2158037573f * color.b);
  const float m = cubed(color.lightness - 0.1055613458f * color.a - 0.0638541728f * color.b);
  const float s = cubed(color.lightness - 0.0894841775f * color.a - 1.2914855480f * color.b);
  return {encoded(4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s), encoded(-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s),
          encoded(-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s)};
}

float difference(const Oklab& one, const Oklab& other) {
  const float lightness = one.lightness - other.lightness, a = one.a - other.a, b = one.b - other.b;
  return std::sqrt(lightness * lightness + 1.5f * (a * a + b * b));
}

}  // namespace compositor::paint
