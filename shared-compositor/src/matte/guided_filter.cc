#include "matte/guided_filter.h"

#include <algorithm>

namespace compositor::matte {
namespace {

using image::Plane;

// Means along rows or columns: `step` between neighbours, windows cut off at the border.
void mean_along(const double* from, double* to, int count, std::size_t step, int radius, std::size_t channels) {
  for (std::size_t c = 0; c < channels; ++c) {
    double sum = 0;
    for (int i = 0; i < std::min(radius, count); ++i) sum += from[static_cast<std::size_t>(i) * step + c];
    for (int i = 0; i < count; ++i) {
      if (i + radius < count) sum += from[static_cast<std::size_t>(i + radius) * step + c];
      if (i - radius - 1 >= 0) sum -= from[static_cast<std::size_t>(i - radius - 1) * step + c];
      const int seen = std::min(count - 1, i + radius) - std::max(0, i - radius) + 1;
      to[static_cast<std::size_t>(i) * step + c] = sum / seen;
    }
  }
}

// Doubles: variances are small differences of means.
struct Sums {
  int width, height;
  std::size_t channels;
  std::vector<double> values;

  Sums(int w, int h, std::size_t c) : width(w), height(h), channels(c), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * c) {}

  void take_means(int radius) {
    std::vector<double> rows(values.size());
    const std::size_t row = static_cast<std::size_t>(width) * channels;
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) mean_along(&values[y * row], &rows[y * row], width, channels, radius, channels);
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) mean_along(&rows[x * channels], &values[x * channels], height, row, radius, channels);
  }
};

// Colour, mask, mask x colour, products of colours.
constexpr std::size_t kMoments = 13;

Sums moments_of(const Plane& oklab, const Plane& mask) {
  Sums sums(oklab.width, oklab.height, kMoments);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    const float* color = &oklab.values[3 * i];
    const double l = color[0], a = color[1], b = color[2], p = mask.values[i];
    const double all[kMoments] = {l, a, b, p, l * p, a * p, b * p, l * l, l * a, l * b, a * a, a * b, b * b};
    std::copy(all, all + kMoments, &sums.values[kMoments * i]);
  }
  return sums;
}

// Solves the window's 3x3 system by cofactors: three factors and what is added.
void fit(const double* m, double smoothness, double* linear) {
  const double ll = m[7] - m[0] * m[0] + smoothness, la = m[8] - m[0] * m[1], lb = m[9] - m[0] * m[2];
  const double aa = m[10] - m[1] * m[1] + smoothness, ab = m[11] - m[1] * m[2], bb = m[12] - m[2] * m[2] + smoothness;
  const double lp = m[4] - m[0] * m[3], ap = m[5] - m[1] * m[3], bp = m[6] - m[2] * m[3];
  const double c00 = aa * bb - ab * ab, c01 = lb * ab - la * bb, c02 = la * ab - lb * aa;
  const double c11 = ll * bb - lb * lb, c12 = la * lb - ll * ab, c22 = ll * aa - la * la;
  const double determinant = ll * c00 + la * c01 + lb * c02;
  linear[0] = (c00 * lp + c01 * ap + c02 * bp) / determinant;
  linear[1] = (c01 * lp + c11 * ap + c12 * bp) / determinant;
  linear[2] = (c02 * lp + c12 * ap + c22 * bp) / determinant;
  linear[3] = m[3] - linear[0] * m[0] - linear[1] * m[1] - linear[2] * m[2];
}

}  // namespace

GuidedFilter::GuidedFilter(const Plane& oklab, const Plane& mask, int radius, float smoothness) : linear_(oklab.width, oklab.height, 4) {
  Sums moments = moments_of(oklab, mask);
  moments.take_means(radius);
  Sums linear(oklab.width, oklab.height, 4);
  for (std::size_t i = 0; i < mask.values.size(); ++i) fit(&moments.values[kMoments * i], smoothness, &linear.values[4 * i]);
  linear.take_means(radius);
  for (std::size_t i = 0; i < linear_.values.size(); ++i) linear_.values[i] = static_cast<float>(linear.values[i]);
}

float GuidedFilter::at(float x, float y, const float* oklab) const {
  const float left = std::clamp(x - 0.5f, 0.0f, static_cast<float>(linear_.width - 1)), top = std::clamp(y - 0.5f, 0.0f, static_cast<float>(linear_.height - 1));
  const int x0 = static_cast<int>(left), y0 = static_cast<int>(top);
  const int x1 = std::min(x0 + 1, linear_.width - 1), y1 = std::min(y0 + 1, linear_.height - 1);
  const float across = left - static_cast<float>(x0), down = top - static_cast<float>(y0);
  const float *a = linear_.at(x0, y0), *b = linear_.at(x1, y0), *c = linear_.at(x0, y1), *d = linear_.at(x1, y1);
  float sum = 0;
  for (int i = 0; i < 4; ++i) {
    const float upper = a[i] + (b[i] - a[i]) * across, lower = c[i] + (d[i] - c[i]) * across;
    sum += (upper + (lower - upper) * down) * (i < 3 ? oklab[i] : 1.0f);
  }
  return std::clamp(sum, 0.0f, 1.0f);
}

}  // namespace compositor::matte
