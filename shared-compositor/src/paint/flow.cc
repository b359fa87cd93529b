#include "paint/flow.h"

#include <cmath>

#include "paint/blur.h"

namespace compositor::paint {
namespace {

// Scharr's gradients, summed over the channels: xx, yy, xy.
Plane tensor(const Plane& picture, const Plane* weight) {
  Plane out(picture.width, picture.height, 3);
  for (int y = 0; y < picture.height; ++y) {
    const int above = std::max(y - 1, 0), below = std::min(y + 1, picture.height - 1);
    for (int x = 0; x < picture.width; ++x) {
      const int left = std::max(x - 1, 0), right = std::min(x + 1, picture.width - 1);
      const float *nw = picture.at(left, above), *n = picture.at(x, above), *ne = picture.at(right, above);
      const float *w = picture.at(left, y), *e = picture.at(right, y);
      const float *sw = picture.at(left, below), *s = picture.at(x, below), *se = picture.at(right, below);
      float* to = out.at(x, y);
      for (int c = 0; c < 3; ++c) {
        const float across = 3 * (ne[c] - nw[c] + se[c] - sw[c]) + 10 * (e[c] - w[c]);
        const float down = 3 * (sw[c] - nw[c] + se[c] - ne[c]) + 10 * (s[c] - n[c]);
        to[0] += across * across, to[1] += down * down, to[2] += across * down;
      }
      const float counts = weight ? 0.02f + *weight->at(x, y) : 1.0f;
      for (int c = 0; c < 3; ++c) to[c] *= counts;
    }
  }
  return out;
}

struct Edge {
  float cosine, sine;  // of twice the angle along the edge
  float coherence;     // 0: no direction, 1: one direction only
  float strength;
};

Edge edge_of(const float* t) {
  const float difference = t[0] - t[1], both = 2 * t[2];
  const float length = std::sqrt(difference * difference + both * both), sum = t[0] + t[1];
  if (length < 1e-12f) return {1, 0, 0, sum};
  return {-difference / length, -both / length, length / sum, sum};
}

}  // namespace

Plane make_flow(const Plane& oklab, const Plane* weight, const FlowScale& scale) {
  const Plane fine = blurred(tensor(blurred(oklab, scale.before), weight), scale.after);
  const Plane coarse = blurred(tensor(blurred(oklab, 1.6f * scale.before), weight), 4 * scale.after);
  Plane flow(oklab.width, oklab.height, 2);
  for (int y = 0; y < oklab.height; ++y) {
    for (int x = 0; x < oklab.width; ++x) {
      const Edge near = edge_of(fine.at(x, y)), far = edge_of(coarse.at(x, y));
      const float contrast = std::sqrt(near.strength) / (0.02f + std::sqrt(far.strength));
      const float near_weight = near.coherence * smooth_step(0, 0.5f, contrast), far_weight = 0.5f * far.coherence + 0.02f;
      const float cosine = near_weight * near.cosine + far_weight * far.cosine, sine = near_weight * near.sine + far_weight * far.sine;
      const float length = std::sqrt(cosine * cosine + sine * sine);
      float* to = flow.at(x, y);
      to[0] = length > 1e-9f ? cosine / length : 1.0f;
      to[1] = length > 1e-9f ? sine / length : 0.0f;
    }
  }
  return blurred(flow, scale.smooth);
}

Vec2 direction_at(const Plane& flow, float x, float y) {
  const float* doubled = flow.nearest(x, y);
  const float length = std::sqrt(doubled[0] * doubled[0] + doubled[1] * doubled[1]);
  if (length < 1e-9f) return {1, 0};
  const float cosine = std::clamp(doubled[0] / length, -1.0f, 1.0f);
  // Half angles.
  return {std::sqrt(0.5f + 0.5f * cosine), doubled[1] < 0 ? -std::sqrt(0.5f - 0.5f * cosine) : std::sqrt(0.5f - 0.5f * cosine)};
}

}  // namespace compositor::paint
