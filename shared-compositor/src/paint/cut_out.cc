#include "paint/cut_out.h"

#include <array>
#include <cstdint>

#include "paint/blur.h"

namespace compositor::paint {
namespace {

constexpr float kMiddle = 0.62f;        // the pet for certain, and the sample of its colours
constexpr float kSurroundings = 1.06f;  // from here on the sample of what it is not
constexpr int kBins = 14;
constexpr float kWidestChroma = 0.21f;
constexpr std::size_t kFewestSamples = 2000;
// The pet's share of a colour under which it is taken away, at the edge; falls to 0 at kMiddle.
constexpr float kThreshold = 0.42f;
constexpr float kSmooth = 0.7f;  // units
// Of the blurred mask: from here on inwards pixels show nothing but the pet.
constexpr float kCore = 0.85f;

// How often colours occur, a little blurred.
class ColorCount {
 public:
  void add(const float* oklab) { ++counts_[bin(oklab)], ++total_; }
  [[nodiscard]] std::size_t total() const { return total_; }
  [[nodiscard]] float share(const float* oklab) const { return counts_[bin(oklab)] / static_cast<float>(total_); }

  void soften() {
    for (const int step : {1, kBins, kBins * kBins}) {
      const auto before = counts_;
      for (int i = 0; i < kCount; ++i) {
        const int place = i / step % kBins;
        const float left = place > 0 ? before[at(i - step)] : 0, right = place + 1 < kBins ? before[at(i + step)] : 0;
        counts_[at(i)] = 0.5f * before[at(i)] + 0.25f * (left + right);
      }
    }
  }

 private:
  static constexpr int kCount = kBins * kBins * kBins;
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  static std::size_t bin(const float* oklab) {
    const auto step = [](float t) { return std::clamp(static_cast<int>(t * kBins), 0, kBins - 1); };
    const auto chroma = [&](float v) { return step((v + kWidestChroma) / (2 * kWidestChroma)); };
    return at((step(oklab[0]) * kBins + chroma(oklab[1])) * kBins + chroma(oklab[2]));
  }

  std::array<float, static_cast<std::size_t>(kCount)> counts_{};
  std::size_t total_ = 0;
};

// Marks with `mark` what can be reached from the pixels so marked over pixels of value `over`.
void flood(Plane& map, float mark, float over) {
  std::vector<std::size_t> todo;
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    if (map.values[i] == mark) todo.push_back(i);
  }
  const auto width = static_cast<std::size_t>(map.width), last_row = map.values.size() - width;
  while (!todo.empty()) {
    const std::size_t i = todo.back();
    todo.pop_back();
    const auto visit = [&](std::size_t next) {
      if (map.values[next] == over) map.values[next] = mark, todo.push_back(next);
    };
    if (i % width > 0) visit(i - 1);
    if (i % width + 1 < width) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < last_row) visit(i + width);
  }
}

// The pet's share of each pixel's colour, smoothed.
Plane likeness(const Plane& oklab, const ColorCount& pet, const ColorCount& other, float pixels_per_unit) {
  Plane share(oklab.width, oklab.height, 1);
  for (std::size_t i = 0; i < share.values.size(); ++i) {
    const float* color = &oklab.values[3 * i];
    const float ours = pet.share(color) + 2e-4f, theirs = other.share(color) + 1e-4f;
    share.values[i] = ours / (ours + theirs);
  }
  return blurred(share, kSmooth * pixels_per_unit);
}

constexpr float kTaken = 0, kKept = 1, kDoubtful = 2, kReached = 3;

}  // namespace

Plane cut_out(const Plane& oklab, const Plane& radius, float pixels_per_unit) {
  ColorCount pet, other;
  for (std::size_t i = 0; i < radius.values.size(); ++i) {
    const float r = radius.values[i];
    if (r < kMiddle) pet.add(&oklab.values[3 * i]);
    if (r > kSurroundings && r < kNowhere) other.add(&oklab.values[3 * i]);
  }
  Plane map(radius.width, radius.height, 1);
  if (pet.total() < kFewestSamples || other.total() < kFewestSamples) {
    for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] = radius.values[i] < 1 ? kKept : kTaken;
    return map;
  }
  pet.soften();
  other.soften();
  const Plane share = likeness(oklab, pet, other, pixels_per_unit);
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    const float r = radius.values[i];
    const bool doubtful = share.values[i] < kThreshold * smooth_step(kMiddle, 0.95f, r);
    map.values[i] = r >= 1 ? kTaken : (doubtful ? kDoubtful : kKept);
  }
  flood(map, kTaken, kDoubtful);
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    if (map.values[i] == kDoubtful) map.values[i] = kKept;
    if (radius.values[i] < 0.3f) map.values[i] = kReached;
  }
  flood(map, kReached, kKept);
  for (float& value : map.values) value = value == kReached ? 1.0f : 0.0f;
  map = blurred(map, kSmooth * pixels_per_unit);
  for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] = map.values[i] > 0.5f && radius.values[i] < 1 ? 1.0f : 0.0f;
  return map;
}

Plane distance_outside(const Plane& pet, float pixels_per_unit) {
  constexpr float kFar = 1e6f, kDiagonal = 1.41421356f;
  Plane distance(pet.width, pet.height, 1);
  for (std::size_t i = 0; i < pet.values.size(); ++i) distance.values[i] = pet.values[i] > 0.5f ? 0.0f : kFar;
  const auto nearer = [&](int x, int y, int dx, int dy, float step) {
    if (x + dx < 0 || x + dx >= pet.width || y + dy < 0 || y + dy >= pet.height) return;
    *distance.at(x, y) = std::min(*distance.at(x, y), *distance.at(x + dx, y + dy) + step);
  };
  for (int y = 0; y < pet.height; ++y) {
    for (int x = 0; x < pet.width; ++x) nearer(x, y, -1, 0, 1), nearer(x, y, 0, -1, 1), nearer(x, y, -1, -1, kDiagonal), nearer(x, y, 1, -1, kDiagonal);
  }
  for (int y = pet.height - 1; y >= 0; --y) {
    for (int x = pet.width - 1; x >= 0; --x) nearer(x, y, 1, 0, 1), nearer(x, y, 0, 1, 1), nearer(x, y, 1, 1, kDiagonal), nearer(x, y, -1, 1, kDiagonal);
  }
  for (float& value : distance.values) value = value == 0 ? -1.0f : (value - 0.5f) / pixels_per_unit;
  return distance;
}

Plane spread_colors(const Plane& oklab, const Plane& whole_pet, float pixels_per_unit) {
  // The outermost pixels are mixed with what lies behind.
  Plane pet = blurred(whole_pet, kSmooth * pixels_per_unit);
  for (float& value : pet.values) value = value > kCore ? 1.0f : 0.0f;
  Plane weighted(oklab.width, oklab.height, 4);
  for (std::size_t i = 0; i < pet.values.size(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) weighted.values[4 * i + c] = oklab.values[3 * i + c] * pet.values[i];
    weighted.values[4 * i + 3] = pet.values[i];
  }
  Plane out = oklab;
  std::vector<float> missing(pet.values.size());
  for (std::size_t i = 0; i < missing.size(); ++i) {
    missing[i] = 1 - pet.values[i];
    for (std::size_t c = 0; c < 3; ++c) out.values[3 * i + c] *= pet.values[i];
  }
  for (const float sigma : {0.5f, 1.5f, 4.0f, 12.0f}) {
    const Plane mean = blurred(weighted, sigma * pixels_per_unit);
    for (std::size_t i = 0; i < missing.size(); ++i) {
      const float* from = &mean.values[4 * i];
      // The widest mean fills whatever is left.
      const float share = from[3] < 1e-5f ? 0.0f : (sigma > 10 ? missing[i] : missing[i] * std::min(1.0f, 8 * from[3]));
      for (std::size_t c = 0; c < 3 && share > 0; ++c) out.values[3 * i + c] += share * from[c] / from[3];
      missing[i] -= share;
    }
  }
  return out;
}

}  // namespace compositor::paint
