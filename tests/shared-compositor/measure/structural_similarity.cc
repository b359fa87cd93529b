#include "measure/structural_similarity.h"

#include <array>
#include <cmath>
#include <vector>

namespace measure {
namespace {

constexpr int kWindow = 11;
constexpr double kDeviation = 1.5;
constexpr double kC1 = (0.01 * 255) * (0.01 * 255), kC2 = (0.03 * 255) * (0.03 * 255);

struct Field {
  int width, height;
  std::vector<double> values;
  [[nodiscard]] double at(int x, int y) const { return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
};

Field luma(const compositor::Image& image) {
  Field out{image.width, image.height, {}};
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) out.values.push_back(0.299 * image.rgba[i] + 0.587 * image.rgba[i + 1] + 0.114 * image.rgba[i + 2]);
  return out;
}

Field product(const Field& one, const Field& other) {
  Field out{one.width, one.height, one.values};
  for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] *= other.values[i];
  return out;
}

std::array<double, kWindow> window() {
  std::array<double, kWindow> weights{};
  double sum = 0;
  for (int i = 0; i < kWindow; ++i) {
    const double off = i - kWindow / 2;
    sum += weights[static_cast<std::size_t>(i)] = std::exp(-off * off / (2 * kDeviation * kDeviation));
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

// Weighted means over the windows that lie within the field.
Field means(const Field& field) {
  const auto weights = window();
  Field across{field.width - kWindow + 1, field.height, {}};
  for (int y = 0; y < across.height; ++y) {
    for (int x = 0; x < across.width; ++x) {
      double sum = 0;
      for (int i = 0; i < kWindow; ++i) sum += weights[static_cast<std::size_t>(i)] * field.at(x + i, y);
      across.values.push_back(sum);
    }
  }
  Field down{across.width, field.height - kWindow + 1, {}};
  for (int y = 0; y < down.height; ++y) {
    for (int x = 0; x < down.width; ++x) {
      double sum = 0;
      for (int i = 0; i < kWindow; ++i) sum += weights[static_cast<std::size_t>(i)] * across.at(x, y + i);
      down.values.push_back(sum);
    }
  }
  return down;
}

}  // namespace

double mean_ssim(const compositor::Image& one, const compositor::Image& other) {
  const Field x = luma(one), y = luma(other);
  const Field mx = means(x), my = means(y), mxx = means(product(x, x)), myy = means(product(y, y)), mxy = means(product(x, y));
  double sum = 0;
  for (std::size_t i = 0; i < mx.values.size(); ++i) {
    const double a = mx.values[i], b = my.values[i];
    const double va = mxx.values[i] - a * a, vb = myy.values[i] - b * b, vab = mxy.values[i] - a * b;
    sum += (2 * a * b + kC1) * (2 * vab + kC2) / ((a * a + b * b + kC1) * (va + vb + kC2));
  }
  return sum / static_cast<double>(mx.values.size());
}

}  // namespace measure
