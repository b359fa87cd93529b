#include "paint/relief.h"

#include <cstdint>

#include "paint/blur.h"

namespace compositor::paint {
namespace {

constexpr float kStrongest = 1.4f;
// At this many pixels per unit heights are smoothed by kSmoothing pixels.
constexpr float kFullScale = 12;
constexpr float kSmoothing = 0.8f;
constexpr float kDarkest = 0.55f, kLightest = 1.5f;

}  // namespace

Plane relief_light(const Plane& height, float pixels_per_unit, float gain) {
  const float scale = pixels_per_unit / kFullScale;
  const Plane smooth = blurred(height, std::max(0.3f, kSmoothing * scale));
  Plane light(height.width, height.height, 1);
  for (int y = 0; y < height.height; ++y) {
    const int above = std::max(y - 1, 0), below = std::min(y + 1, height.height - 1);
    for (int x = 0; x < height.width; ++x) {
      const int left = std::max(x - 1, 0), right = std::min(x + 1, height.width - 1);
      const float nw = *smooth.at(left, above), n = *smooth.at(x, above), ne = *smooth.at(right, above), w = *smooth.at(left, y), e = *smooth.at(right, y);
      const float sw = *smooth.at(left, below), s = *smooth.at(x, below), se = *smooth.at(right, below);
      const float across = (ne - nw + se - sw + 2 * (e - w)) * 0.125f, down = (sw - nw + se - ne + 2 * (s - n)) * 0.125f;
      const float slope = (0.6f * across + 0.8f * down) * kFullScale * scale;
      *light.at(x, y) = std::clamp(1 + gain * kStrongest * slope, kDarkest, kLightest);
    }
  }
  return light;
}

float card_grain(int x, int y) {
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x8DA6B343u + static_cast<std::uint32_t>(y) * 0xD8163841u;
  h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
  h ^= h >> 13;
  return 1 + (static_cast<float>(h & 255) - 127.5f) * (0.015f / 127.5f);
}

}  // namespace compositor::paint
