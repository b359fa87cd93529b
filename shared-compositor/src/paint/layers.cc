#include "paint/layers.h"

#include <iterator>

namespace compositor::paint {
namespace {

constexpr Layer kBackdrop[] = {
    {9.0f, 0.70f, -1, 0.96f, 4, 12, 0.025f, 0.45f},    {4.5f, 0.75f, 0.045f, 0.92f, 4, 12, 0.030f, 0.55f},
    {2.4f, 0.80f, 0.045f, 0.92f, 4, 14, 0.030f, 0.65f}, {1.3f, 0.90f, 0.045f, 0.90f, 4, 12, 0.025f, 0.55f},
    {0.8f, 1.00f, 0.050f, 0.88f, 3, 10, 0.018f, 0.50f},
};
// Fine strokes only where eyes, nose and mouth need them: uniformly fine ones look like knitting.
constexpr Layer kPet[] = {
    {5.0f, 0.60f, -1, 0.97f, 2, 6, 0.030f, 0.50f},       {2.8f, 0.65f, 0.030f, 0.95f, 2.5f, 8, 0.035f, 0.60f},
    {1.6f, 0.80f, 0.045f, 0.93f, 2.5f, 9, 0.030f, 0.60f}, {0.9f, 0.90f, 0.070f, 0.90f, 2.5f, 8, 0.020f, 0.45f},
    {0.5f, 1.20f, 0.095f, 0.90f, 2, 7, 0.012f, 0.30f},
};

// How far each of the pet's widths follows the brush.
constexpr float kFollows[] = {1, 1, 0.85f, 0.6f, 0.4f};
// A broad brush also leaves more as it is, a fine one less.
constexpr float kThreshold = 0.6f;

}  // namespace

std::span<const Layer> backdrop_layers() { return kBackdrop; }
std::vector<Layer> pet_layers(float brush) {
  std::vector<Layer> layers(std::begin(kPet), std::end(kPet));
  for (std::size_t i = 0; i < layers.size(); ++i) {
    layers[i].width *= 1 + (brush - 1) * kFollows[i];
    if (layers[i].threshold > 0) layers[i].threshold *= 1 + (brush - 1) * kThreshold;
  }
  return layers;
}

}  // namespace compositor::paint
