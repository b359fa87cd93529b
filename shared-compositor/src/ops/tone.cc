#include "ops/tone.h"

#include <algorithm>

#include "image/fixed_point.h"

namespace compositor::ops {
namespace {

// The painting's own darkest and brightest flesh, and where its middle lies (sRGB luma).
constexpr double kDarkest = 14, kBrightest = 206, kMiddle = 0.5;
// How much of the way the pet's middle is moved; 1 would make every pet equally bright.
constexpr double kMiddleStrength = 0.6;
// Of 256: how much of the painting's chroma is mixed in at most.
constexpr double kPaletteChroma = 230;

int percentile(const Tone::Histogram& histogram, std::uint64_t total, unsigned per_mille) {
  std::uint64_t sum = 0;
  for (int i = 0; i < 256; ++i) {
    sum += histogram[static_cast<std::size_t>(i)];
    if (sum * 1000 >= total * per_mille) return i;
  }
  return 255;
}

// Rational curve through (0, 0), (from, to) and (1, 1), without a power function.
double bend(double t, double from, double to) {
  const double k = from * (1 - to) / (to * (1 - from));
  return t / (t + k * (1 - t));
}

}  // namespace

Tone::Tone(const std::vector<Tint>& palette, const Histogram& brightness, double strength) : identity_(palette.empty()) {
  std::uint64_t total = 0;
  for (const std::uint32_t count : brightness) total += count;
  identity_ = identity_ || total == 0;
  if (identity_) return;

  const int low = percentile(brightness, total, 15);
  const int high = std::max(percentile(brightness, total, 985), low + 32);
  const double middle = std::clamp(static_cast<double>(percentile(brightness, total, 500) - low) / (high - low), 0.15, 0.85);
  const double target = middle + kMiddleStrength * (kMiddle - middle);
  for (int i = 0; i < 256; ++i) {
    const double t = std::clamp(static_cast<double>(i - low) / (high - low), 0.0, 1.0);
    brightness_[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(kDarkest + (kBrightest - kDarkest) * bend(t, middle, target) + 0.5);
  }
  const double share = strength * (0.68 + 0.32 * strength);  // as the strokes' palette transfer has it
  own_chroma_ = static_cast<int>(256 * (1 - share) + 0.5);
  const int palette_chroma = static_cast<int>(kPaletteChroma * share + 0.5);
  const int last = static_cast<int>(palette.size()) - 1;
  for (int i = 0; i < 256; ++i) {
    const int at = i * last;
    const Tint& a = palette[static_cast<std::size_t>(at / 255)];
    const Tint& b = palette[static_cast<std::size_t>(std::min(at / 255 + 1, last))];
    const int part = at % 255;
    const auto mix = [&](int from, int to) { return (from * (255 - part) + to * part) * palette_chroma / 255; };
    tint_[static_cast<std::size_t>(i)] = {mix(a.blue_difference, b.blue_difference), mix(a.red_difference, b.red_difference)};
  }
}

void Tone::apply(std::uint8_t rgb[3]) const {
  if (identity_) return;
  const int old_y = brightness_of(rgb);
  const int y = brightness_[static_cast<std::size_t>(old_y)];
  const Tint& tint = tint_[static_cast<std::size_t>(y)];
  // BT.601 differences in 1/256, then back.
  const int blue = ((rgb[2] - old_y) * 145 >> 8) * own_chroma_ + tint.blue_difference;
  const int red = ((rgb[0] - old_y) * 183 >> 8) * own_chroma_ + tint.red_difference;
  rgb[0] = image::clamp_byte(y + ((359 * red + 32768) >> 16));
  rgb[1] = image::clamp_byte(y - ((88 * blue + 183 * red + 32768) >> 16));
  rgb[2] = image::clamp_byte(y + ((454 * blue + 32768) >> 16));
}

}  // namespace compositor::ops
