#include "paint/bristles.h"

#include <cmath>

#include "paint/blur.h"
#include "paint/dice.h"

namespace compositor::paint {
namespace {

constexpr int kWidth = 1024, kHeight = 256;

// Running means around a line that closes on itself.
void box_around(float* line, int count, int stride, int radius, std::vector<float>& copy) {
  copy.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) copy[static_cast<std::size_t>(i)] = line[i * stride];
  const auto wrapped = [&](int i) { return copy[static_cast<std::size_t>((i + 4 * count) % count)]; };
  float sum = 0;
  for (int i = -radius; i < radius; ++i) sum += wrapped(i);
  for (int i = 0; i < count; ++i) {
    sum += wrapped(i + radius);
    line[i * stride] = sum;
    sum -= wrapped(i - radius);
  }
}

// Mean 0, standard deviation 1.
void normalise(Plane& plane) {
  double sum = 0, squares = 0;
  for (const float value : plane.values) sum += value;
  const double mean = sum / static_cast<double>(plane.values.size());
  for (const float value : plane.values) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / static_cast<double>(plane.values.size()));
  for (float& value : plane.values) value = static_cast<float>((value - mean) / deviation);
}

// Noise as long as `along` and as wide as `across` texels.
Plane streaks(Dice& dice, int along, int across) {
  Plane noise(kWidth, kHeight, 1);
  for (float& value : noise.values) value = dice.around_zero() + dice.around_zero();
  std::vector<float> copy;
  for (int pass = 0; pass < 2; ++pass) {
    for (int y = 0; y < kHeight && along > 0; ++y) box_around(noise.at(0, y), kWidth, 1, along, copy);
    for (int x = 0; x < kWidth && across > 0; ++x) box_around(noise.at(x, 0), kHeight, kWidth, across, copy);
  }
  normalise(noise);
  return noise;
}

Bristles::Level level_of(const Plane& texture, float scale) {
  Bristles::Level level{texture.width, texture.height, scale, {}};
  const auto byte = [&](int x, int y) { return static_cast<std::uint32_t>(*texture.at(x % texture.width, y % texture.height) * 255 + 0.5f); };
  for (int y = 0; y < level.height; ++y) {
    for (int x = 0; x < level.width; ++x) level.cells.push_back(byte(x, y) | byte(x + 1, y) << 8 | byte(x, y + 1) << 16 | byte(x + 1, y + 1) << 24);
  }
  return level;
}

}  // namespace

Bristles::Bristles() {
  Dice dice(7);
  const Plane hairs = streaks(dice, 150, 1), clumps = streaks(dice, 36, 3), grain = streaks(dice, 6, 5), load = streaks(dice, 75, 17);
  Plane mixed(kWidth, kHeight, 1);
  for (std::size_t i = 0; i < mixed.values.size(); ++i) {
    mixed.values[i] = 0.62f * hairs.values[i] + 0.42f * clumps.values[i] + 0.22f * grain.values[i] + 0.45f * load.values[i];
  }
  normalise(mixed);
  // Spread evenly over 0..1, about as the normal distribution's integral would.
  for (float& value : mixed.values) value = 0.5f + 0.5f * value / std::sqrt(value * value + 1.57f);
  levels_.push_back(level_of(mixed, 1));
  for (float scale = 0.5f; levels_.back().height > 4; scale *= 0.5f) {
    mixed = halved(mixed);
    levels_.push_back(level_of(mixed, scale));
  }
}

const Bristles& Bristles::get() {
  static const Bristles kBristles;
  return kBristles;
}

const Bristles::Level& Bristles::level_for(float pixels_per_unit) const {
  std::size_t level = 0;
  for (float texels = kAcross / pixels_per_unit; texels > 1.5f && level + 1 < levels_.size(); texels *= 0.5f) ++level;
  return levels_[level];
}

}  // namespace compositor::paint
