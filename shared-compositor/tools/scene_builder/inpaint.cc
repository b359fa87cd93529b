#include "inpaint.h"

#include <algorithm>
#include <cmath>

namespace scene_builder {
namespace {

using compositor::Point;

constexpr double kUnknown = 1e9;

// Distance of each hole pixel from the known ones, by two chamfer sweeps each way.
Field distance_into(const Field& hole) {
  Field distance(hole.width, hole.height);
  for (std::size_t i = 0; i < hole.values.size(); ++i) distance.values[i] = hole.values[i] > 0.5 ? kUnknown : 0;
  const auto relax = [&](int x, int y, int dx, int dy) {
    if (x + dx < 0 || y + dy < 0 || x + dx >= hole.width || y + dy >= hole.height) return;
    distance.at(x, y) = std::min(distance.at(x, y), distance.at(x + dx, y + dy) + (dx != 0 && dy != 0 ? 1.41421356 : 1));
  };
  for (int sweep = 0; sweep < 2; ++sweep) {
    for (int y = 0; y < hole.height; ++y) {
      for (int x = 0; x < hole.width; ++x) relax(x, y, -1, 0), relax(x, y, -1, -1), relax(x, y, 0, -1), relax(x, y, 1, -1);
    }
    for (int y = hole.height - 1; y >= 0; --y) {
      for (int x = hole.width - 1; x >= 0; --x) relax(x, y, 1, 0), relax(x, y, 1, 1), relax(x, y, 0, 1), relax(x, y, -1, 1);
    }
  }
  return distance;
}

struct HolePixel {
  double distance;
  int x, y;
};

Point inward(const Field& distance, int x, int y) {
  const auto at = [&](int i, int j) { return distance.at(std::clamp(i, 0, distance.width - 1), std::clamp(j, 0, distance.height - 1)); };
  return {at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)};
}

void fill(compositor::Image& image, const Field& distance, const HolePixel& pixel, int radius) {
  const Point normal = inward(distance, pixel.x, pixel.y);
  double sum[3] = {}, total = 0;
  for (int dy = -radius; dy <= radius; ++dy) {
    for (int dx = -radius; dx <= radius; ++dx) {
      const int x = pixel.x + dx, y = pixel.y + dy;
      const int square = dx * dx + dy * dy;
      if (square == 0 || square > radius * radius || x < 0 || y < 0 || x >= image.width || y >= image.height) continue;
      if (distance.at(x, y) >= pixel.distance) continue;  // not known yet
      const double along = std::abs(dx * normal.x + dy * normal.y) / std::sqrt(static_cast<double>(square)) + 0.05;
      const double weight = along / square / (1 + pixel.distance - distance.at(x, y));
      const std::size_t index = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
      for (std::size_t c = 0; c < 3; ++c) sum[c] += weight * image.rgba[index + c];
      total += weight;
    }
  }
  if (total <= 0) return;
  const std::size_t index = 4 * (static_cast<std::size_t>(pixel.y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(pixel.x));
  for (std::size_t c = 0; c < 3; ++c) image.rgba[index + c] = static_cast<std::uint8_t>(sum[c] / total + 0.5);
}

}  // namespace

void inpaint(compositor::Image& image, const Field& hole, int radius) {
  const Field distance = distance_into(hole);
  std::vector<HolePixel> order;
  for (int y = 0; y < hole.height; ++y) {
    for (int x = 0; x < hole.width; ++x) {
      if (distance.at(x, y) > 0 && distance.at(x, y) < kUnknown) order.push_back({distance.at(x, y), x, y});
    }
  }
  std::stable_sort(order.begin(), order.end(), [](const HolePixel& a, const HolePixel& b) { return a.distance < b.distance; });
  for (const HolePixel& pixel : order) fill(image, distance, pixel, radius);
}

}  // namespace scene_builder
