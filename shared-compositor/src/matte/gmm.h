#pragma once

#include <array>
#include <span>

namespace compositor::matte {

// A Gaussian mixture over colours: what a pet, or what is behind it, looks like.
class ColorMixture {
 public:
  static constexpr int kComponents = 5;
  static constexpr std::size_t kFewestSamples = 24;

  // From at least kFewestSamples colours, three floats each: the samples are split at the mean of their widest axis
  // until there are enough groups, then settled by k-means. The same samples in the same order give the same mixture.
  explicit ColorMixture(std::span<const float> oklab);

  // Each sample counts for the component that explains it best, which is then fitted to its samples again.
  void refine(std::span<const float> oklab);

  // -ln of the density of the component that explains the colour best: lower is likelier.
  [[nodiscard]] float cost(const float* oklab) const;

 private:
  struct Component {
    float mean[3];
    float inverse[6];  // of the covariance: 00 01 02 11 12 22
    float constant;    // -ln of the weight over the root of the determinant
  };
  class Sums;
  [[nodiscard]] static float cost_in(const Component& component, const float* oklab);
  [[nodiscard]] int best(const float* oklab) const;
  void fit(std::span<const Sums> sums, double total);

  std::array<Component, kComponents> components_{};
  int count_ = 0;
};

}  // namespace compositor::matte
