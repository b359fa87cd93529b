#include "paint/blur.h"

#include <cmath>

#include "paint/lanes.h"

namespace compositor::paint {
namespace {

// From this sigma on a plane of half the size is blurred instead: nothing finer is left in it.
constexpr float kHalveFrom = 3;
// What halving and enlarging again blur by themselves, in square pixels.
constexpr float kOwnVariance = 1;

// e^-x for small x without the C library.
double decay(double x) {
  double value = 1 - x / 4096;
  for (int i = 0; i < 12; ++i) value *= value;
  return value;
}

// The weights of the middle and of the pixels 1, 2 ... beside it.
std::vector<float> kernel_of(float sigma) {
  const int radius = static_cast<int>(2.8f * sigma) + 1;
  const double sharpness = 0.5 / (static_cast<double>(sigma) * sigma);
  std::vector<double> weights;
  double total = -1;
  for (int i = 0; i <= radius; ++i) {
    weights.push_back(decay(sharpness * i * i));
    total += 2 * weights.back();
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

// taps[0] is the middle, then come the neighbours in pairs.
void weigh(const std::vector<const float*>& taps, const std::vector<float>& kernel, std::size_t count, float* out) {
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    Floats low = load(taps[0] + i) * all(kernel[0]), high = load(taps[0] + i + 4) * all(kernel[0]);
    for (std::size_t k = 1; k < kernel.size(); ++k) {
      const float *one = taps[2 * k - 1] + i, *other = taps[2 * k] + i;
      const Floats weight = all(kernel[k]);
      low += (load(one) + load(other)) * weight;
      high += (load(one + 4) + load(other + 4)) * weight;
    }
    store(low, out + i), store(high, out + i + 4);
  }
  for (; i < count; ++i) {
    float sum = taps[0][i] * kernel[0];
    for (std::size_t k = 1; k < kernel.size(); ++k) sum += (taps[2 * k - 1][i] + taps[2 * k][i]) * kernel[k];
    out[i] = sum;
  }
}

Plane gaussian(const Plane& plane, float sigma, image::Work& work) {
  const std::vector<float> kernel = kernel_of(sigma);
  const int radius = static_cast<int>(kernel.size()) - 1;
  const std::size_t count = static_cast<std::size_t>(plane.width * plane.channels);
  const auto taps_at = [&](auto at, std::vector<const float*>& taps) {
    taps.assign(1, at(0));
    for (int k = 1; k <= radius; ++k) taps.push_back(at(-k)), taps.push_back(at(k));
  };
  Plane across(plane.width, plane.height, plane.channels), out = across;
  work.rows(plane.height, [&](int first, int end) {
    std::vector<const float*> taps;
    std::vector<float> padded;
    for (int y = first; y < end; ++y) {
      pad_row(plane, y, radius, padded);
      taps_at([&](int k) { return padded.data() + (radius + k) * plane.channels; }, taps);
      weigh(taps, kernel, count, across.at(0, y));
    }
  });
  work.rows(plane.height, [&](int first, int end) {
    std::vector<const float*> taps;
    for (int y = first; y < end; ++y) {
      taps_at([&](int k) { return across.at(0, std::clamp(y + k, 0, plane.height - 1)); }, taps);
      weigh(taps, kernel, count, out.at(0, y));
    }
  });
  return out;
}

// A row of `from` stretched to twice its length, between its pixels.
template <int kChannels>
void stretch(const float* from, int pixels, float* to) {
  for (int x = 0; x < pixels; ++x) {
    const float* here = from + kChannels * x;
    const float *left = x > 0 ? here - kChannels : here, *right = x + 1 < pixels ? here + kChannels : here;
    for (int c = 0; c < kChannels; ++c) {
      const float most = 0.75f * here[c];
      to[c] = most + 0.25f * left[c];
      to[c + kChannels] = most + 0.25f * right[c];
    }
    to += 2 * kChannels;
  }
}

void stretch(const float* from, int pixels, int channels, float* to) {
  switch (channels) {
    case 1: return stretch<1>(from, pixels, to);
    case 2: return stretch<2>(from, pixels, to);
    case 3: return stretch<3>(from, pixels, to);
    default: return stretch<4>(from, pixels, to);
  }
}

Plane enlarged(const Plane& small, int width, int height, image::Work& work) {
  Plane out(width, height, small.channels);
  const std::size_t count = static_cast<std::size_t>(small.width * small.channels), wanted = static_cast<std::size_t>(width * small.channels);
  work.rows(height, [&](int first, int end) {
    std::vector<float> mixed(count), row(2 * count);
    for (int y = first; y < end; ++y) {
      const float* near = small.at(0, y / 2);
      const float* far = small.at(0, std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, small.height - 1));
      for (std::size_t i = 0; i < count; ++i) mixed[i] = 0.75f * near[i] + 0.25f * far[i];
      stretch(mixed.data(), small.width, small.channels, row.data());
      std::copy(row.data(), row.data() + wanted, out.at(0, y));
    }
  });
  return out;
}

}  // namespace

Plane halved(const Plane& plane) {
  Plane out((plane.width + 1) / 2, (plane.height + 1) / 2, plane.channels);
  const auto channels = static_cast<std::size_t>(plane.channels);
  std::vector<float> sum;
  for (int y = 0; y < out.height; ++y) {
    pad_row(plane, 2 * y, 1, sum);
    const float* below = plane.at(0, std::min(2 * y + 1, plane.height - 1));
    const std::size_t count = static_cast<std::size_t>(plane.width) * channels;
    for (std::size_t i = 0; i < count; ++i) sum[i + channels] += below[i];
    for (std::size_t c = 0; c < channels; ++c) sum[count + channels + c] = sum[count + c];
    const float* from = sum.data() + channels;
    float* to = out.at(0, y);
    for (int x = 0; x < out.width; ++x, from += 2 * channels, to += channels) {
      for (std::size_t c = 0; c < channels; ++c) to[c] = 0.25f * (from[c] + from[c + channels]);
    }
  }
  return out;
}

Plane blurred(const Plane& plane, float sigma, image::Work& work) {
  if (sigma < kHalveFrom) return gaussian(plane, std::max(sigma, 0.2f), work);
  return enlarged(blurred(halved(plane), 0.5f * std::sqrt(sigma * sigma - kOwnVariance), work), plane.width, plane.height, work);
}

Plane blurred(const Plane& plane, float sigma) {
  image::Work alone;
  return blurred(plane, sigma, alone);
}

}  // namespace compositor::paint
