#include "paint/plan.h"

#include <cmath>

#include "paint/blur.h"
#include "paint/rasterise.h"
#include "paint/trace.h"

namespace compositor::paint {
namespace {

// Strokes thinner than this many pixels of the reference would be guessed, not seen.
constexpr float kThinnestPx = 1.5f;
// Layers up to this wide (pixels) look at the reference itself.
constexpr float kSharpBelowPx = 3.5f;
constexpr float kNothingYet = 2;  // the error of bare canvas
constexpr std::size_t kShare = 64;  // strokes that are traced in one go
// A stroke takes so many numbers of the dice, whatever becomes of it; so it is known where in their row each begins, and
// strokes can be traced at once.
constexpr int kThrows = 12;

struct Seed {
  Vec2 at;
  float error = -1;
};

// One pixel of the canvas against its pixels of the reference.
void compare(const float* have, const Plane& wanted, int left, int top, int size, Plane& error) {
  const float alpha = have[3], inverse = 1 / std::max(alpha, 0.05f);
  const Oklab color{have[0] * inverse, have[1] * inverse, have[2] * inverse};
  for (int y = top; y < std::min(top + size, wanted.height); ++y) {
    for (int x = left; x < std::min(left + size, wanted.width); ++x) {
      const float* want = wanted.at(x, y);
      *error.at(x, y) = alpha < 0.05f ? kNothingYet : difference(color, {want[0], want[1], want[2]}) * alpha + kNothingYet * (1 - alpha);
    }
  }
}

Plane error_of(const Canvas& canvas, int coarser, const Plane& wanted, image::Work& work) {
  Plane error(wanted.width, wanted.height, 1);
  work.rows(canvas.area.height, [&](int first, int end) {
    for (int y = first; y < end; ++y) {
      for (int x = 0; x < canvas.area.width; ++x) compare(canvas.color.at(x, y), wanted, coarser * x, coarser * y, coarser, error);
    }
  });
  return error;
}

class Planner {
 public:
  Planner(const Reference& reference, std::span<const Layer> layers, const PlanOptions& options, StrokeList& list, image::Work& work)
      : reference_(reference), options_(options), list_(list), dice_(options.seed),
        canvas_({0, 0, (reference.oklab.width + options.coarser - 1) / options.coarser, (reference.oklab.height + options.coarser - 1) / options.coarser}), unit_(reference.pixels_per_unit), softened_(layers.size()) {
    // Whatever does not depend on what is painted.
    work.at_once(static_cast<int>(layers.size()) + 1, [&](int job) {
      if (job == 0) return find_flow();
      const auto index = static_cast<std::size_t>(job - 1);
      if (!is_sharp(layers[index])) softened_[index] = blurred(reference_.oklab, 0.42f * layers[index].width * unit_);
    });
  }

  [[nodiscard]] bool sees(const Layer& layer) const { return layer.width * unit_ >= kThinnestPx; }

  // `from` and `to` as image::Work::each has them.
  void paint(std::size_t index, const Layer& layer, image::Work& work, double from, double to) {
    const auto part = [&](double share) { return from + share * (to - from); };
    show(work, from, part(0.4));
    if (work.canceled()) return;
    const Plane& colors = is_sharp(layer) ? reference_.oklab : softened_[index];
    const Plane error = error_of(canvas_, options_.coarser, colors, work);
    const Plane wide_error = blurred(error, 0.4f * layer.width * unit_, work);
    const TraceGround ground{reference_, colors, flow_, error};

    std::vector<Vec2> seeds = choose_seeds(layer, wide_error);
    work.done(part(0.6));
    for (std::size_t i = seeds.size(); i > 1; --i) std::swap(seeds[i - 1], seeds[dice_.next() % i]);
    add_strokes(layer, ground, seeds, work, part(0.6), to);
  }

 private:
  [[nodiscard]] bool is_sharp(const Layer& layer) const { return layer.width * unit_ <= kSharpBelowPx; }

  void find_flow() {
    Plane inside;
    if (!reference_.outside.values.empty()) {
      inside = reference_.outside;
      for (float& value : inside.values) value = value > 0 ? 0.0f : 1.0f;
    }
    // Directions change slowly: a plane of half the size holds them.
    const float half = unit_ / TraceGround::kFlowCoarser;
    const FlowScale scale{options_.flow.before * half, options_.flow.after * half, options_.flow.smooth * half};
    if (!inside.values.empty()) inside = halved(inside);
    flow_ = make_flow(halved(reference_.oklab), inside.values.empty() ? nullptr : &inside, scale);
  }

  // In each cell of the layer's grid the worst place, if it is bad enough.
  std::vector<Vec2> choose_seeds(const Layer& layer, const Plane& error) {
    const float cell = std::max(1.0f, layer.grid * layer.width * unit_);
    const auto edge = [cell](int index) { return static_cast<int>(cell * static_cast<float>(index)); };
    std::vector<Vec2> seeds;
    for (int row = 0; edge(row) < error.height; ++row) {
      for (int column = 0; edge(column) < error.width; ++column) {
        const Seed worst = worst_in_cell(error, edge(column), edge(row), edge(column + 1), edge(row + 1));
        if (worst.error < 0) continue;
        const float importance = reference_.importance.values.empty() ? 0 : *reference_.importance.nearest(worst.at.x, worst.at.y);
        if (worst.error >= layer.threshold * (1 - 0.65f * importance)) seeds.push_back(worst.at);
      }
    }
    return seeds;
  }

  Seed worst_in_cell(const Plane& error, int left, int top, int right, int bottom) {
    const int step = std::max(1, (right - left) / 6);
    const int shift_y = static_cast<int>(dice_.next() % static_cast<unsigned>(step)), shift_x = static_cast<int>(dice_.next() % static_cast<unsigned>(step));
    Seed worst;
    for (int y = top + shift_y; y < std::min(bottom, error.height); y += step) {
      for (int x = left + shift_x; x < std::min(right, error.width); x += step) {
        const Vec2 at{static_cast<float>(x), static_cast<float>(y)};
        const float here = *error.at(x, y) * dice_.between(0.8f, 1.2f);
        if (here > worst.error && outside_at(reference_, at.x, at.y) <= 0) worst = {at, here};
      }
    }
    return worst;
  }

  // In the order of their seeds.
  void add_strokes(const Layer& layer, const TraceGround& ground, const std::vector<Vec2>& seeds, image::Work& work, double from, double to) {
    struct Share {
      Dice dice;
      StrokeList strokes;
    };
    std::vector<Share> shares;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      if (i % kShare == 0) shares.push_back({dice_, {}});
      for (int k = 0; k < kThrows; ++k) dice_.next();
    }
    work.each(static_cast<int>(shares.size()), [&](int job) {
      const std::size_t first = static_cast<std::size_t>(job) * kShare;
      auto& [dice, strokes] = shares[static_cast<std::size_t>(job)];
      for (std::size_t i = first; i < std::min(first + kShare, seeds.size()); ++i) add_stroke(layer, ground, seeds[i], dice, strokes);
    }, from, to);
    for (const auto& [dice, strokes] : shares) list_.add(strokes);
  }

  // Throws the dice kThrows times.
  void add_stroke(const Layer& layer, const TraceGround& ground, Vec2 seed, Dice& dice, StrokeList& list) const {
    Stroke stroke;
    stroke.width = layer.width * dice.between(0.75f, 1.25f);
    stroke.alpha = layer.alpha;
    stroke.relief = layer.relief;
    stroke.seed = dice.next();
    const float luck = dice.uniform();
    const float overshoot = 0.15f + options_.overshoot * luck * luck * 2.2f / (0.5f + 0.35f * layer.width);
    std::vector<Vec2> path = trace_stroke(ground, layer, seed, overshoot, dice);
    stroke.color = mean_color(ground.colors, path, seed);
    stroke.color.lightness += dice.around_zero() * layer.jitter;
    stroke.color.a = stroke.color.a * options_.saturation + dice.around_zero() * layer.jitter * 0.55f;
    stroke.color.b = stroke.color.b * options_.saturation + dice.around_zero() * layer.jitter * 0.55f;
    // Pixel n's middle is at n + 0.5.
    for (Vec2& point : path) point = {(point.x + 0.5f) / unit_, (point.y + 0.5f) / unit_};
    list.add(stroke, path);
  }

  // Half the seed's, half the path's.
  static Oklab mean_color(const Plane& colors, const std::vector<Vec2>& path, Vec2 seed) {
    Oklab sum;
    for (const Vec2& point : path) {
      const Oklab here = color_at(colors, point.x, point.y);
      sum.lightness += here.lightness, sum.a += here.a, sum.b += here.b;
    }
    const Oklab own = color_at(colors, seed.x, seed.y);
    const float share = 0.5f / static_cast<float>(path.size());
    return {0.5f * own.lightness + share * sum.lightness, 0.5f * own.a + share * sum.a, 0.5f * own.b + share * sum.b};
  }

  // Lays on the canvas what the list has gained.
  void show(image::Work& work, double from, double to) {
    const float scale = unit_ / static_cast<float>(options_.coarser);
    rasterise(list_, shown_, View{scale, 0, 0, 0, scale, 0}, as_oklab, canvas_, work, from, to);
    shown_ = list_.strokes.size();
  }

  const Reference& reference_;
  const PlanOptions& options_;
  StrokeList& list_;
  Dice dice_;
  Canvas canvas_;
  std::size_t shown_ = 0;
  float unit_;
  std::vector<Plane> softened_;  // the reference as each layer sees it; nothing for layers that see it itself
  Plane flow_;
};

}  // namespace

void plan_strokes(const Reference& reference, std::span<const Layer> layers, const PlanOptions& options, StrokeList& list, image::Work& work) {
  Planner planner(reference, layers, options, list, work);
  const auto part = [&](std::size_t layer) { return static_cast<double>(layer) / static_cast<double>(layers.size()); };
  for (std::size_t i = 0; i < layers.size() && !work.canceled(); ++i) {
    // The broadest layer always, however small the sheet: a pet is never left unpainted.
    if (i == 0 || planner.sees(layers[i])) planner.paint(i, layers[i], work, part(i), part(i + 1));
    work.done(part(i + 1));
  }
}

}  // namespace compositor::paint
