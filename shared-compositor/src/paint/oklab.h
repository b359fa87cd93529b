#pragma once

#include <cstddef>
#include <cstdint>

namespace compositor::paint {

// Ottosson's Oklab: distances in it are close to what people see.
struct Oklab {
  float lightness = 0;  // 0 black .. 1 white
  float a = 0;          // green .. red
  float b = 0;          // blue .. yellow
};

Oklab oklab_from_srgb(const std::uint8_t* rgb);
// `count` pixels of three bytes to three floats each: the same numbers, sooner.
void oklab_from_srgb(const std::uint8_t* rgb, std::size_t count, float* oklab);

struct Srgb {
  float red = 0, green = 0, blue = 0;  // 0..255
};

// Colours outside sRGB are cut off.
Srgb srgb_from_oklab(const Oklab& color);

// How different two colours look; hue and chroma count a little more than lightness.
float difference(const Oklab& one, const Oklab& other);

// From an estimate by the exponent: the same everywhere, relative error under 1e-6. x >= 0.
float cube_root(float x);

}  // namespace compositor::paint
