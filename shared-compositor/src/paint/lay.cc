#include "paint/lay.h"

#include "paint/lanes.h"

namespace compositor::paint {
namespace {

constexpr float kFaintest = 0.004f;

// Four pixels' paint.
struct Paint {
  Floats alpha, shade, wet, stands;
};

Paint mix(const Brush& brush, const Bristles::Level& bristles, Floats along, Floats side) {
  const Floats bristle = bristles.sample(along * all(brush.u_scale) + all(brush.u_shift), side * all(brush.v_scale) + all(brush.v_shift));
  const Floats off = bristle - all(0.5f), across = magnitude(side);
  const float inverse_end = 1 / brush.end;
  Floats alpha = all(brush.alpha) * (all(1.0f) - eased((across + off * all(0.3f) - all(brush.edge_from)) * all(brush.edge_span)));
  alpha *= eased(along * all(inverse_end) + off * all(1.2f));
  alpha *= eased(((all(brush.length) - along) * all(inverse_end) + off * all(2.4f)) * all(0.625f));
  // The paint runs out along the stroke.
  alpha *= eased((bristle * all(0.9f) + all(0.34f) - along * all(0.45f / brush.length)) * all(3.125f));
  const Floats ridge = all(0.75f) + all(0.55f) * eased((across - all(0.55f)) * all(2.5f));  // paint is pushed to the sides
  return {alpha, all(1.0f) + off * all(0.2f), alpha * all(0.85f), all(brush.relief) * (all(0.25f) + all(0.75f) * bristle) * ridge};
}

}  // namespace

int lay_under(const Brush& brush, const Bristles::Level& bristles, Fragments& fragments, Canvas& canvas) {
  for (int i = fragments.count; i % 4 != 0; ++i) fragments.along[i] = fragments.side[i] = 0;
  float* colors = canvas.color.values.data();
  float* heights = canvas.height.values.data();
  float* belows = canvas.below.values.data();
  const Floats own = load(brush.color);
  int finished = 0;
  for (int i = 0; i < fragments.count; i += 4) {
    const Paint paint = mix(brush, bristles, load(fragments.along + i), load(fragments.side + i));
    float alpha[4], shade[4], wet[4], stands[4];
    store(paint.alpha, alpha), store(paint.shade, shade), store(paint.wet, wet), store(paint.stands, stands);
    const int lanes = std::min(4, fragments.count - i);
    for (int k = 0; k < lanes; ++k) {
      if (alpha[k] < kFaintest) continue;
      const auto at = static_cast<std::size_t>(fragments.at[i + k]);
      const float below = belows[at];
      if (below <= 0) continue;
      Floats color = load(colors + 4 * at);
      const float weight = (1 - color[3]) * alpha[k], shaded = weight * shade[k];
      color += own * Floats{shaded, shaded, shaded, weight};
      float height = heights[at] + below * wet[k] * stands[k];
      float left = below - below * wet[k];
      if (left < kFinished) {
        color /= all(color[3]);
        height /= 1 - left;
        left = 0;
        fragments.at[finished++] = fragments.at[i + k];
      }
      store(color, colors + 4 * at);
      heights[at] = height;
      belows[at] = left;
    }
  }
  fragments.count = 0;
  return finished;
}

}  // namespace compositor::paint
