#include "paint/blur.h"

#include <cmath>

namespace compositor::paint {
namespace {

constexpr float kBoxFrom = 3;

// e^-x for small x without the C library.
double decay(double x) {
  double value = 1 - x / 4096;
  for (int i = 0; i < 12; ++i) value *= value;
  return value;
}

std::vector<float> kernel_of(float sigma) {
  const int radius = static_cast<int>(2.8f * sigma) + 1;
  const double sharpness = 0.5 / (static_cast<double>(sigma) * sigma);
  std::vector<double> weights;
  double total = 0;
  for (int i = -radius; i <= radius; ++i) {
    weights.push_back(decay(sharpness * i * i));
    total += weights.back();
  }
  std::vector<float> kernel;
  for (const double weight : weights) kernel.push_back(static_cast<float>(weight / total));
  return kernel;
}

// One row with its border values repeated `margin` pixels to both sides.
void pad_row(const Plane& plane, int y, int margin, std::vector<float>& padded) {
  padded.clear();
  const float* row = plane.at(0, y);
  const float* last = plane.at(plane.width - 1, y);
  for (int i = 0; i < margin; ++i) padded.insert(padded.end(), row, row + plane.channels);
  padded.insert(padded.end(), row, last + plane.channels);
  for (int i = 0; i < margin; ++i) padded.insert(padded.end(), last, last + plane.channels);
}

void weigh_across(const Plane& from, Plane& to, const std::vector<float>& kernel) {
  const int radius = static_cast<int>(kernel.size()) / 2;
  const std::size_t count = static_cast<std::size_t>(from.width * from.channels);
  std::vector<float> padded;
  for (int y = 0; y < from.height; ++y) {
    pad_row(from, y, radius, padded);
    float* out = to.at(0, y);
    std::fill(out, out + count, 0.0f);
    for (std::size_t k = 0; k < kernel.size(); ++k) {
      const float weight = kernel[k];
      const float* in = padded.data() + k * static_cast<std::size_t>(from.channels);
      for (std::size_t i = 0; i < count; ++i) out[i] += weight * in[i];
    }
  }
}

void weigh_down(const Plane& from, Plane& to, const std::vector<float>& kernel) {
  const int radius = static_cast<int>(kernel.size()) / 2;
  const std::size_t count = static_cast<std::size_t>(from.width * from.channels);
  for (int y = 0; y < from.height; ++y) {
    float* out = to.at(0, y);
    std::fill(out, out + count, 0.0f);
    for (int k = -radius; k <= radius; ++k) {
      const float weight = kernel[static_cast<std::size_t>(k + radius)];
      const float* in = from.at(0, std::clamp(y + k, 0, from.height - 1));
      for (std::size_t i = 0; i < count; ++i) out[i] += weight * in[i];
    }
  }
}

void box_across(const Plane& from, Plane& to, int radius) {
  const auto channels = static_cast<std::size_t>(from.channels);
  const auto window = static_cast<std::size_t>(2 * radius + 1);
  const float share = 1.0f / static_cast<float>(window);
  std::vector<float> padded;
  for (int y = 0; y < from.height; ++y) {
    pad_row(from, y, radius, padded);
    for (std::size_t c = 0; c < channels; ++c) {
      float sum = 0;
      for (std::size_t i = 0; i + 1 < window; ++i) sum += padded[i * channels + c];
      float* out = to.at(0, y) + c;
      const float* in = padded.data() + c;
      for (int x = 0; x < from.width; ++x, out += channels, in += channels) {
        sum += in[(window - 1) * channels];
        *out = sum * share;
        sum -= *in;
      }
    }
  }
}

void box_down(const Plane& from, Plane& to, int radius) {
  const std::size_t count = static_cast<std::size_t>(from.width * from.channels);
  const float share = 1.0f / static_cast<float>(2 * radius + 1);
  std::vector<float> sum(count, 0.0f);
  const auto row = [&](int y) { return from.at(0, std::clamp(y, 0, from.height - 1)); };
  for (int y = -radius; y < radius; ++y) {
    const float* in = row(y);
    for (std::size_t i = 0; i < count; ++i) sum[i] += in[i];
  }
  for (int y = 0; y < from.height; ++y) {
    const float *enter = row(y + radius), *leave = row(y - radius);
    float* out = to.at(0, y);
    for (std::size_t i = 0; i < count; ++i) {
      const float now = sum[i] + enter[i];
      out[i] = now * share;
      sum[i] = now - leave[i];
    }
  }
}

}  // namespace

Plane blurred(const Plane& plane, float sigma) {
  Plane out = plane, half = plane;
  if (sigma < kBoxFrom) {
    const std::vector<float> kernel = kernel_of(std::max(sigma, 0.2f));
    weigh_across(plane, half, kernel);
    weigh_down(half, out, kernel);
    return out;
  }
  const int radius = static_cast<int>((std::sqrt(4 * sigma * sigma + 1) - 1) / 2 + 0.5f);
  for (int pass = 0; pass < 3; ++pass) {
    box_across(out, half, radius);
    box_down(half, out, radius);
  }
  return out;
}

}  // namespace compositor::paint
