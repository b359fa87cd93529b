#include "paint/oklab.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "paint/lanes.h"

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

Floats cube_roots(Floats x) {
  // A third of the exponent: 1/4 + 1/16 + ... of the bits. Then a step of Halley's method and one of Newton's.
  Ints third = reinterpret_cast<Ints>(x);
  third = (third >> 2) + (third >> 4);
  third += third >> 4;
  third += third >> 8;
  Floats y = reinterpret_cast<Floats>(third + all(std::int32_t{709921077}));
  const Floats cube = y * y * y;
  y = y * (cube + x + x) / (cube + cube + x);
  y = (all(2.0f) * y + x / (y * y)) * all(1.0f / 3.0f);
  return choose(x > all(0.0f), y, all(0.0f));
}

}  // namespace

float cube_root(float x) { return cube_roots(all(x))[0]; }

void oklab_from_srgb(const std::uint8_t* rgb, std::size_t count, float* oklab) {
  static const std::array<float, 256> kLinearLight = make_linear_light();
  const std::array<float, 256>& light = kLinearLight;
  for (std::size_t i = 0; i < count; i += 4, rgb += 12, oklab += 12) {
    // The last four may be fewer.
    std::uint8_t four[12] = {};
    const std::size_t pixels = std::min<std::size_t>(4, count - i);
    std::copy_n(rgb, 3 * pixels, four);
    const Floats red{light[four[0]], light[four[3]], light[four[6]], light[four[9]]};
    const Floats green{light[four[1]], light[four[4]], light[four[7]], light[four[10]]};
    const Floats blue{light[four[2]], light[four[5]], light[four[8]], light[four[11]]};
    const Floats l = cube_roots(all(0.4122214708f) * red + all(0.5363325363f) * green + all(0.0514459929f) * blue);
    const Floats m = cube_roots(all(0.2119034982f) * red + all(0.6806995451f) * green + all(0.1073969566f) * blue);
    const Floats s = cube_roots(all(0.0883024619f) * red + all(0.2817188376f) * green + all(0.6299787005f) * blue);
    const Floats color[3] = {all(0.2104542553f) * l + all(0.7936177850f) * m - all(0.0040720468f) * s,
                             all(1.9779984951f) * l - all(2.4285922050f) * m + all(0.4505937099f) * s,
                             all(0.0259040371f) * l + all(0.7827717662f) * m - all(0.8086757660f) * s};
    for (std::size_t k = 0; k < pixels; ++k) {
      for (std::size_t c = 0; c < 3; ++c) oklab[3 * k + c] = color[c][k];
    }
  }
}

Oklab oklab_from_srgb(const std::uint8_t* rgb) {
  float color[3];
  oklab_from_srgb(rgb, 1, color);
  return {color[0], color[1], color[2]};
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
