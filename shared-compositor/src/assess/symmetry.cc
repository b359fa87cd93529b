#include "assess/symmetry.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "recipe/trigonometry.h"

namespace compositor::assessing {
namespace {

// Means of kCell x kCell grid points are compared, in places kCell apart.
constexpr int kCell = 9;
// The face's axis may lie so many grid points beside the oval's centre, and lean by so many degrees.
constexpr int kMostShift = 42, kShiftStep = 6;
constexpr double kMostLean = 24, kLeanStep = 4;
constexpr int kMostPlaces = FaceSample::kSide / kCell + 1;

class Means {
 public:
  explicit Means(const FaceSample& face) : values_(FaceSample::kSide * FaceSample::kSide) {
    std::vector<int> rows(values_.size());
    for (int y = -kRadius; y <= kRadius; ++y) {
      for (int x = -kRadius; x <= kRadius; ++x) {
        for (int i = -kCell / 2; i <= kCell / 2; ++i) rows[index(x, y)] += face.brightness(inside(x + i), y);
      }
    }
    for (int y = -kRadius; y <= kRadius; ++y) {
      for (int x = -kRadius; x <= kRadius; ++x) {
        for (int j = -kCell / 2; j <= kCell / 2; ++j) values_[index(x, y)] += rows[index(x, inside(y + j))];
      }
    }
  }

  [[nodiscard]] double at(double x, double y) const { return values_[index(nearest(x), nearest(y))]; }

 private:
  static constexpr int kRadius = FaceSample::kRadius;
  static int inside(int v) { return std::clamp(v, -kRadius, kRadius); }
  static int nearest(double v) { return inside(static_cast<int>(v + kRadius + 0.5) - kRadius); }
  static std::size_t index(int x, int y) { return static_cast<std::size_t>((y + kRadius) * FaceSample::kSide + x + kRadius); }

  std::vector<int> values_;
};

// Of the two sides of one axis.
double correlation(const Means& means, int reach, double shift, const recipe::SineCosine& lean) {
  double both = 0, left_square = 0, right_square = 0;
  for (int y = -reach; y <= reach; y += kCell) {
    std::array<double, kMostPlaces> left, right;
    std::size_t count = 0;
    double mean = 0;
    for (int x = kCell; x <= reach; x += kCell, ++count) {
      left[count] = means.at(shift - lean.cosine * x - lean.sine * y, -lean.sine * x + lean.cosine * y);
      right[count] = means.at(shift + lean.cosine * x - lean.sine * y, lean.sine * x + lean.cosine * y);
      mean += left[count] + right[count];
    }
    mean /= 2.0 * static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
      both += (left[i] - mean) * (right[i] - mean);
      left_square += (left[i] - mean) * (left[i] - mean), right_square += (right[i] - mean) * (right[i] - mean);
    }
  }
  return both / std::sqrt(std::max(1.0, left_square * right_square));
}

}  // namespace

int mirror_likeness(const FaceSample& face, int reach) {
  const Means means(face);
  double best = -1;
  for (double lean = -kMostLean; lean <= kMostLean; lean += kLeanStep) {
    const recipe::SineCosine turn = recipe::sine_cosine(lean);
    for (int shift = -kMostShift; shift <= kMostShift; shift += kShiftStep) best = std::max(best, correlation(means, reach, shift, turn));
  }
  return static_cast<int>(1000 * best);
}

}  // namespace compositor::assessing
