#include "paint/beyond_edge.h"

#include "paint/blur.h"

namespace compositor::paint {
namespace {

constexpr float kSmooth = 0.7f;  // units
// Of the blurred mask: from here on inwards pixels show nothing but the pet.
constexpr float kCore = 0.85f;

}  // namespace

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
