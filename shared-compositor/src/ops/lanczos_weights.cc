#include "ops/lanczos_weights.h"

#include <algorithm>

namespace compositor::ops {
namespace {

constexpr double kPi = 3.141592653589793;

// sin(r) for r in [0, pi]: a Taylor series to r^17 around 0, by symmetry never used beyond pi / 2.
double sine(double r) {
  if (r > kPi / 2) r = kPi - r;
  const double r2 = r * r;
  return r * (1 - r2 / 6 * (1 - r2 / 20 * (1 - r2 / 42 * (1 - r2 / 72 * (1 - r2 / 110 * (1 - r2 / 156 * (1 - r2 / 210 * (1 - r2 / 272))))))));
}

// sinc(x) * sinc(x / 3) for |x| < 3. With s = sin(pi x / 3), sin(pi x) is 3 s - 4 s^3.
double kernel(double x) {
  x = x < 0 ? -x : x;
  if (x >= 3) return 0;
  if (x < 1e-6) return 1;
  const double s = sine(kPi * x / 3);
  return 3 * (3 * s - 4 * s * s * s) * s / (kPi * kPi * x * x);
}

int floor_of(double v) {
  const int whole = static_cast<int>(v);
  return v < whole ? whole - 1 : whole;
}

// Rounded so that they sum to one; the largest takes what rounding leaves.
void put_weights(const std::vector<double>& exact, std::int16_t* out) {
  double total = 0;
  for (const double w : exact) total += w;
  int left = 1 << kLanczosBits;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    const int weight = floor_of(exact[i] / total * (1 << kLanczosBits) + 0.5);
    out[i] = static_cast<std::int16_t>(weight);
    left -= weight;
    if (exact[i] > exact[largest]) largest = i;
  }
  out[largest] = static_cast<std::int16_t>(out[largest] + left);
}

}  // namespace

LanczosTaps lanczos_taps(int source_size, int target_size) {
  const double step = static_cast<double>(source_size) / target_size;
  const double widening = std::max(step, 1.0), reach = 3 * widening;
  LanczosTaps taps;
  taps.count = (floor_of(2 * reach) + 2) / 2 * 2;
  taps.weights.assign(static_cast<std::size_t>(taps.count) * static_cast<std::size_t>(target_size), 0);
  std::vector<double> exact;
  for (int target = 0; target < target_size; ++target) {
    const double center = (target + 0.5) * step;
    const int first = std::max(0, floor_of(center - reach + 0.5)), end = std::min(source_size, floor_of(center + reach + 0.5));
    exact.clear();
    for (int i = first; i < end; ++i) exact.push_back(kernel((i + 0.5 - center) / widening));
    taps.first.push_back(first);
    put_weights(exact, &taps.weights[static_cast<std::size_t>(taps.count) * static_cast<std::size_t>(target)]);
  }
  return taps;
}

}  // namespace compositor::ops
