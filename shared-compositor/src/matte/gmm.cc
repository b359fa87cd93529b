#include "matte/gmm.h"

#include <algorithm>
#include <vector>

#include "matte/logarithm.h"

namespace compositor::matte {
namespace {

// k-means looks at this many samples at most.
constexpr std::size_t kMostSampled = 3000;
constexpr int kRounds = 6;
// Added to each variance: noise of a photo, and what keeps a plain wall from being a point.
constexpr double kNoise = 0.02 * 0.02;
constexpr double kFewestInComponent = 4;
// Hue and chroma span less of Oklab than lightness and say more.
constexpr float kChromaWeight = 4;

using Centre = std::array<float, 3>;

float distance(const float* color, const Centre& centre) {
  const float l = color[0] - centre[0], a = color[1] - centre[1], b = color[2] - centre[2];
  return l * l + kChromaWeight * (a * a + b * b);
}

struct Group {
  std::vector<const float*> colors;
  Centre mean{};
  int axis = 0;        // the widest
  double spread = -1;  // summed squares along it

  void measure() {
    double sum[3] = {}, square[3] = {};
    for (const float* color : colors) {
      for (int c = 0; c < 3; ++c) sum[c] += color[c], square[c] += static_cast<double>(color[c]) * color[c];
    }
    const double n = std::max<double>(1, static_cast<double>(colors.size()));
    spread = -1;
    for (int c = 0; c < 3; ++c) {
      mean[static_cast<std::size_t>(c)] = static_cast<float>(sum[c] / n);
      const double wide = (square[c] - sum[c] * sum[c] / n) * (c == 0 ? 1 : kChromaWeight);
      if (wide > spread) spread = wide, axis = c;
    }
  }
};

std::vector<Centre> first_centres(std::span<const float> oklab, std::size_t stride) {
  std::vector<Group> groups(1);
  for (std::size_t i = 0; i < oklab.size() / 3; i += stride) groups[0].colors.push_back(&oklab[3 * i]);
  groups[0].measure();
  while (groups.size() < ColorMixture::kComponents) {
    const auto widest = std::max_element(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.spread < b.spread; });
    if (widest->spread <= 0) break;
    const auto axis = static_cast<std::size_t>(widest->axis);
    const float middle = widest->mean[axis];
    const auto split = std::stable_partition(widest->colors.begin(), widest->colors.end(), [&](const float* color) { return color[axis] < middle; });
    Group upper;
    upper.colors.assign(split, widest->colors.end());
    widest->colors.erase(split, widest->colors.end());
    if (upper.colors.empty() || widest->colors.empty()) break;
    widest->measure();
    upper.measure();
    groups.push_back(std::move(upper));
  }
  std::vector<Centre> centres;
  for (const Group& group : groups) centres.push_back(group.mean);
  return centres;
}

std::size_t nearest(const std::vector<Centre>& centres, const float* color) {
  std::size_t best = 0;
  float least = distance(color, centres[0]);
  for (std::size_t k = 1; k < centres.size(); ++k) {
    const float here = distance(color, centres[k]);
    if (here < least) least = here, best = k;
  }
  return best;
}

}  // namespace

class ColorMixture::Sums {
 public:
  void add(const float* color) {
    const double l = color[0], a = color[1], b = color[2];
    n += 1, first[0] += l, first[1] += a, first[2] += b;
    second[0] += l * l, second[1] += l * a, second[2] += l * b, second[3] += a * a, second[4] += a * b, second[5] += b * b;
  }
  double n = 0, first[3] = {}, second[6] = {};
};

ColorMixture::ColorMixture(std::span<const float> oklab) {
  const std::size_t stride = oklab.size() / 3 / kMostSampled + 1;
  std::vector<Centre> centres = first_centres(oklab, stride);
  std::vector<Sums> sums;
  for (int round = 0; round < kRounds; ++round) {
    sums.assign(centres.size(), {});
    for (std::size_t i = 0; i < oklab.size() / 3; i += stride) sums[nearest(centres, &oklab[3 * i])].add(&oklab[3 * i]);
    for (std::size_t k = 0; k < centres.size(); ++k) {
      for (std::size_t c = 0; c < 3 && sums[k].n > 0; ++c) centres[k][c] = static_cast<float>(sums[k].first[c] / sums[k].n);
    }
  }
  double total = 0;
  for (const Sums& sum : sums) total += sum.n;
  fit(sums, total);
}

void ColorMixture::refine(std::span<const float> oklab) {
  std::vector<Sums> sums(static_cast<std::size_t>(count_));
  for (std::size_t i = 0; i < oklab.size() / 3; ++i) sums[static_cast<std::size_t>(best(&oklab[3 * i]))].add(&oklab[3 * i]);
  fit(sums, static_cast<double>(oklab.size() / 3));
}

void ColorMixture::fit(std::span<const Sums> sums, double total) {
  count_ = 0;
  for (const Sums& s : sums) {
    // The most crowded group always stays.
    const bool largest = std::all_of(sums.begin(), sums.end(), [&](const Sums& other) { return other.n <= s.n; });
    if (s.n < kFewestInComponent && !(largest && count_ == 0)) continue;
    Component& component = components_[static_cast<std::size_t>(count_++)];
    const double m[3] = {s.first[0] / s.n, s.first[1] / s.n, s.first[2] / s.n};
    const double ll = s.second[0] / s.n - m[0] * m[0] + kNoise, la = s.second[1] / s.n - m[0] * m[1], lb = s.second[2] / s.n - m[0] * m[2];
    const double aa = s.second[3] / s.n - m[1] * m[1] + kNoise, ab = s.second[4] / s.n - m[1] * m[2], bb = s.second[5] / s.n - m[2] * m[2] + kNoise;
    const double i00 = aa * bb - ab * ab, i01 = lb * ab - la * bb, i02 = la * ab - lb * aa;
    const double i11 = ll * bb - lb * lb, i12 = la * lb - ll * ab, i22 = ll * aa - la * la;
    const double determinant = ll * i00 + la * i01 + lb * i02;
    const double inverse[6] = {i00, i01, i02, i11, i12, i22};
    for (int c = 0; c < 3; ++c) component.mean[c] = static_cast<float>(m[c]);
    for (int c = 0; c < 6; ++c) component.inverse[c] = static_cast<float>(inverse[c] / determinant);
    component.constant = 0.5f * natural_log(static_cast<float>(determinant)) - natural_log(static_cast<float>(s.n / total));
  }
}

float ColorMixture::cost_in(const Component& component, const float* oklab) {
  const float l = oklab[0] - component.mean[0], a = oklab[1] - component.mean[1], b = oklab[2] - component.mean[2];
  const float* m = component.inverse;
  return component.constant + 0.5f * (m[0] * l * l + m[3] * a * a + m[5] * b * b) + m[1] * l * a + m[2] * l * b + m[4] * a * b;
}

int ColorMixture::best(const float* oklab) const {
  int best = 0;
  float least = cost_in(components_[0], oklab);
  for (int k = 1; k < count_; ++k) {
    const float here = cost_in(components_[static_cast<std::size_t>(k)], oklab);
    if (here < least) least = here, best = k;
  }
  return best;
}

float ColorMixture::cost(const float* oklab) const {
  float least = cost_in(components_[0], oklab);
  for (int k = 1; k < count_; ++k) least = std::min(least, cost_in(components_[static_cast<std::size_t>(k)], oklab));
  return least;
}

}  // namespace compositor::matte
