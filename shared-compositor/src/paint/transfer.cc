#include "paint/transfer.h"

#include <cmath>
#include <cstdint>

#include "image/fixed_point.h"
#include "paint/blur.h"
#include "paint/oklab.h"

namespace compositor::paint {
namespace {

constexpr int kSteps = 256;
// The painting's own darkest and lightest flesh; where the pet's median is moved, and how far of the way.
constexpr float kDarkest = 0.16f, kLightest = 0.82f, kMiddle = 0.54f, kMiddleStrength = 0.7f;
constexpr float kDetail = 1.15f;
constexpr float kMostChroma = 0.15f;

struct Chroma {
  float a = 0, b = 0;
};
// The painting's mean chroma at each lightness.
using ChromaTable = std::array<Chroma, kSteps>;

Oklab color_of(const Tint& tint, int brightness) {
  const int blue = tint.blue_difference, red = tint.red_difference;
  const std::uint8_t rgb[3] = {image::clamp_byte(brightness + 359 * red / 256), image::clamp_byte(brightness - (88 * blue + 183 * red) / 256),
                               image::clamp_byte(brightness + 454 * blue / 256)};
  return oklab_from_srgb(rgb);
}

ChromaTable make_table(const std::vector<Tint>& palette) {
  ChromaTable table;
  const int last = std::max<int>(1, static_cast<int>(palette.size()) - 1);
  Oklab below = color_of(palette.front(), 0), above = below;
  std::size_t entry = 0;
  for (int i = 0; i < kSteps; ++i) {
    const float lightness = (static_cast<float>(i) + 0.5f) / kSteps;
    while (entry + 1 < palette.size() && above.lightness < lightness) {
      ++entry;
      below = above;
      above = color_of(palette[entry], 255 * static_cast<int>(entry) / last);
    }
    const float span = above.lightness - below.lightness;
    const float t = span > 1e-4f ? std::clamp((lightness - below.lightness) / span, 0.0f, 1.0f) : 1.0f;
    table[static_cast<std::size_t>(i)] = {below.a + (above.a - below.a) * t, below.b + (above.b - below.b) * t};
  }
  return table;
}

// Lightness at 1.5, 50 and 98.5 % of the pet's pixels.
struct Range {
  float low = 0, middle = 0.5f, high = 1;
};

Range range_of(const Plane& oklab, const Plane& counts) {
  std::array<std::uint32_t, kSteps> histogram{};
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < counts.values.size(); ++i) {
    if (counts.values[i] <= 0.5f) continue;
    ++histogram[static_cast<std::size_t>(std::clamp(static_cast<int>(oklab.values[3 * i] * kSteps), 0, kSteps - 1))];
    ++total;
  }
  if (total == 0) return {};
  const auto at = [&](unsigned per_mille) {
    std::uint64_t sum = 0;
    for (int i = 0; i < kSteps; ++i) {
      sum += histogram[static_cast<std::size_t>(i)];
      if (sum * 1000 >= total * per_mille) return (static_cast<float>(i) + 0.5f) / kSteps;
    }
    return 1.0f;
  };
  const float low = at(15), high = std::max(at(985), low + 0.12f);
  return {low, std::clamp((at(500) - low) / (high - low), 0.15f, 0.85f), high};
}

// A curve through (0, 0), (from, to) and (1, 1) that needs no power function; t in 0..1.
float bend(float t, float from, float to) {
  const float k = from * (1 - to) / (to * (1 - from));
  return t / (t + k * (1 - t));
}

float limited(float chroma) {
  if (chroma <= kMostChroma) return 1;
  return kMostChroma / chroma * (1 + 0.3f * (chroma - kMostChroma) / chroma);
}

// The share of the painting's chroma: 0 is a sticker, 1 makes all pets look alike, halfway is what looks best.
float chroma_share(float strength) { return strength * (0.68f + 0.32f * strength); }

}  // namespace

void transfer_palette(Plane& oklab, const Plane& counts, const std::vector<Tint>& palette, float detail_sigma, float strength) {
  if (palette.empty()) return;
  const ChromaTable table = make_table(palette);
  const Range range = range_of(oklab, counts);
  const float middle = range.middle + kMiddleStrength * (kMiddle - range.middle);
  Plane lightness(oklab.width, oklab.height, 1);
  for (std::size_t i = 0; i < lightness.values.size(); ++i) {
    const float t = std::clamp((oklab.values[3 * i] - range.low) / (range.high - range.low), 0.0f, 1.0f);
    lightness.values[i] = kDarkest + (kLightest - kDarkest) * bend(t, range.middle, middle);
  }
  const float share = chroma_share(strength);
  const Plane broad = blurred(lightness, detail_sigma);
  for (std::size_t i = 0; i < lightness.values.size(); ++i) {
    float* color = &oklab.values[3 * i];
    color[0] = std::clamp(broad.values[i] + (lightness.values[i] - broad.values[i]) * kDetail, 0.05f, 0.95f);
    const Chroma& painting = table[static_cast<std::size_t>(std::clamp(static_cast<int>(color[0] * kSteps), 0, kSteps - 1))];
    const float a = color[1] + (painting.a - color[1]) * share, b = color[2] + (painting.b - color[2]) * share;
    const float keep = limited(std::sqrt(a * a + b * b));
    color[1] = a * keep, color[2] = b * keep;
  }
}

}  // namespace compositor::paint
