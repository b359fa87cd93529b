#include "matte/grabcut.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "matte/gmm.h"
#include "matte/logarithm.h"
#include "matte/max_flow.h"

namespace compositor::matte {
namespace {

using image::Plane;

// In radii of the oval: the pet for certain within, not the pet for certain beyond.
constexpr float kSurely = 0.55f, kSurelyNot = 1.18f;
// The first guess at the pet; also where the oval itself is neutral.
constexpr float kGuess = 0.97f;
constexpr int kRounds = 3;
// The pet's colours are learnt again between these: fur, without nose and eyes, and without what was taken for the pet by
// mistake, which is mostly at the edge.
constexpr float kLearntFrom = 0.4f, kLearntTo = 0.9f;
// All costs are natural logarithms of odds. What a colour may say at most, and the oval at kSurely and kSurelyNot.
constexpr float kMostByColor = 6, kMostInside = 3.5f, kMostOutside = 6;
// The cost of a colour that a mixture does not know: a hundredth of the surroundings could be any colour, less of a pet.
constexpr float kUnknownOther = 0.5f, kUnknownPet = 1.5f;
// What it costs to cut between two pixels of the same colour.
constexpr float kCutCost = 12;
constexpr float kUnit = 64;  // whole capacities per unit of cost
// Less of the oval than this, or of the ring around its middle, is a lost face.
constexpr float kLeastOfOval = 0.55f, kLeastOfRing = 0.8f, kRing = 0.75f;

enum class Side : std::uint8_t { kOpen, kPet, kOther, kNowhere };

std::vector<Side> known_sides(const View& view) {
  std::vector<Side> sides(view.touched.size(), Side::kOpen);
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const float r = view.radius.values[i];
    if (r >= kNowhere) sides[i] = Side::kNowhere;
    else if (view.touched[i] != Touch::kNone) sides[i] = view.touched[i] == Touch::kAdd ? Side::kPet : Side::kOther;
    else if (r < kSurely) sides[i] = Side::kPet;
    else if (r > kSurelyNot) sides[i] = Side::kOther;
  }
  return sides;
}

// The colours of some of the pixels.
template <class Wanted>
std::vector<float> colors_where(const View& view, Wanted wanted) {
  std::vector<float> colors;
  for (std::size_t i = 0; i < view.touched.size(); ++i) {
    if (wanted(i)) colors.insert(colors.end(), &view.oklab.values[3 * i], &view.oklab.values[3 * i] + 3);
  }
  return colors;
}

// The two mixtures. What lies outside and looks more like the pet than like the rest out there is its body, or tells
// nothing: it is not learnt as surroundings.
class Colors {
 public:
  static std::optional<Colors> learn(const View& view, const std::vector<Side>& sides) {
    const auto pet = colors_where(view, [&](std::size_t i) { return sides[i] == Side::kPet; });
    const auto outside = colors_where(view, [&](std::size_t i) { return sides[i] == Side::kOther; });
    if (!enough(pet) || !enough(outside)) return std::nullopt;
    Colors colors{ColorMixture(pet), ColorMixture(outside)};
    const auto foreign = colors.foreign(outside);
    if (!enough(foreign)) return std::nullopt;
    colors.other_ = ColorMixture(foreign);
    return colors;
  }

  // Positive: rather the pet.
  [[nodiscard]] float odds(const float* color) const {
    return std::clamp(std::min(other_.cost(color), kUnknownOther) - std::min(pet_.cost(color), kUnknownPet), -kMostByColor, kMostByColor);
  }

  void refine(const View& view, const std::vector<Side>& sides, const Plane& mask) {
    const auto seen = [&](std::size_t i) { return sides[i] != Side::kNowhere; };
    const auto fur = [&](std::size_t i) { return view.radius.values[i] > kLearntFrom && view.radius.values[i] < kLearntTo; };
    const auto pet = colors_where(view, [&](std::size_t i) { return seen(i) && mask.values[i] > 0.5f && (fur(i) || view.touched[i] == Touch::kAdd); });
    const auto other = foreign(colors_where(view, [&](std::size_t i) { return seen(i) && mask.values[i] <= 0.5f; }));
    if (enough(pet)) pet_.refine(pet);
    if (enough(other)) other_.refine(other);
  }

 private:
  Colors(ColorMixture pet, ColorMixture other) : pet_(pet), other_(other) {}
  static bool enough(const std::vector<float>& colors) { return colors.size() >= 3 * ColorMixture::kFewestSamples; }

  [[nodiscard]] std::vector<float> foreign(const std::vector<float>& outside) const {
    std::vector<float> out;
    for (std::size_t i = 0; i < outside.size(); i += 3) {
      if (odds(&outside[i]) < 0) out.insert(out.end(), &outside[i], &outside[i] + 3);
    }
    return out;
  }

  ColorMixture pet_, other_;
};

// What the oval says: the pet inside, firmer towards the middle; not the pet outside, gently at first, for the ears.
float odds_by_oval(float r) {
  if (r < kGuess) return kMostInside * (kGuess - r) / (kGuess - kSurely);
  const float beyond = (r - kGuess) / (kSurelyNot - kGuess);
  return -kMostOutside * beyond * beyond;
}

struct Direction {
  int dx, dy;
  float share;  // of the cost of a cut: one over the distance
};
constexpr Direction kDirections[] = {{1, 0, 1}, {0, 1, 1}, {1, 1, 0.70710678f}, {-1, 1, 0.70710678f}};

float squared_difference(const float* a, const float* b) {
  const float l = a[0] - b[0], u = a[1] - b[1], v = a[2] - b[2];
  return l * l + 4 * (u * u + v * v);
}

// What a cut between neighbours costs: less where their colours differ more than usual here.
class Edges {
 public:
  explicit Edges(const View& view) : view_(view) {
    double sum = 0, count = 0;
    visit([&](std::size_t i, std::size_t j, const Direction&) { sum += squared_difference(color(i), color(j)), count += 1; });
    // "Contrast-sensitive" as in GrabCut: beta = 1 / (2 * mean of the squared differences).
    beta_ = static_cast<float>(1 / std::max(1e-6, 2 * sum / std::max(1.0, count)));
  }

  [[nodiscard]] std::int32_t capacity(std::size_t i, std::size_t j, const Direction& direction) const {
    return static_cast<std::int32_t>(kUnit * kCutCost * direction.share * falling_exponential(beta_ * squared_difference(color(i), color(j)))) + 1;
  }

  // Each pair of neighbours that the photo shows, once.
  template <class Visitor>
  void visit(Visitor visitor) const {
    const Plane& radius = view_.radius;
    for (int y = 0; y < radius.height; ++y) {
      for (int x = 0; x < radius.width; ++x) {
        for (const Direction& direction : kDirections) {
          const int to_x = x + direction.dx, to_y = y + direction.dy;
          if (to_x < 0 || to_x >= radius.width || to_y >= radius.height) continue;
          const std::size_t i = radius.index(x, y), j = radius.index(to_x, to_y);
          if (radius.values[i] < kNowhere && radius.values[j] < kNowhere) visitor(i, j, direction);
        }
      }
    }
  }

 private:
  [[nodiscard]] const float* color(std::size_t i) const { return &view_.oklab.values[3 * i]; }
  const View& view_;
  float beta_;
};

Plane cheapest_cut(const View& view, const std::vector<Side>& sides, const Edges& edges, const Colors& colors, float oval_weight) {
  const int width = view.radius.width, height = view.radius.height;
  GridCut cut(width, height);
  const auto place = [&](std::size_t i) { return std::pair(static_cast<int>(i % static_cast<std::size_t>(width)), static_cast<int>(i / static_cast<std::size_t>(width))); };
  const auto tie = [&](std::size_t open, std::size_t known, std::int32_t capacity) {
    // To a pixel whose side is known: the same as to that side itself.
    const auto [x, y] = place(open);
    cut.add_terminal(x, y, sides[known] == Side::kPet ? capacity : -capacity);
  };
  edges.visit([&](std::size_t i, std::size_t j, const Direction& direction) {
    const bool open = sides[i] == Side::kOpen;
    if (!open && sides[j] != Side::kOpen) return;
    const std::int32_t capacity = edges.capacity(i, j, direction);
    const auto [x, y] = place(i);
    if (open && sides[j] == Side::kOpen) cut.join(x, y, direction.dx, direction.dy, capacity);
    else open ? tie(i, j, capacity) : tie(j, i, capacity);
  });
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (sides[i] != Side::kOpen) continue;
    const auto [x, y] = place(i);
    const float odds = colors.odds(&view.oklab.values[3 * i]) + oval_weight * odds_by_oval(view.radius.values[i]);
    cut.add_terminal(x, y, static_cast<std::int32_t>(kUnit * odds));
  }
  cut.solve(8 * static_cast<std::int64_t>(sides.size()));
  Plane mask(width, height, 1);
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const auto [x, y] = place(i);
    mask.values[i] = sides[i] == Side::kPet || (sides[i] == Side::kOpen && cut.on_source_side(x, y)) ? 1.0f : 0.0f;
  }
  drop_slivers(mask, view.touched);
  keep_one_piece(mask, view.radius, view.touched);
  return mask;
}

// The pet's share of the pixels between two radii that the brush left alone.
float share_between(const View& view, const Plane& mask, float inner, float outer) {
  float pet = 0, all = 0;
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    const float r = view.radius.values[i];
    if (r < inner || r >= outer || view.touched[i] != Touch::kNone) continue;
    pet += mask.values[i], all += 1;
  }
  return all > 0 ? pet / all : 1.0f;
}

bool lost_the_face(const View& view, const Plane& mask) {
  return share_between(view, mask, 0, 1) < kLeastOfOval || share_between(view, mask, kSurely, kRing) < kLeastOfRing;
}

}  // namespace

Plane oval_only(const View& view) {
  Plane mask(view.radius.width, view.radius.height, 1);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    const float r = view.radius.values[i];
    const bool pet = view.touched[i] == Touch::kNone ? r < 1 : view.touched[i] == Touch::kAdd;
    mask.values[i] = pet && r < kNowhere ? 1.0f : 0.0f;
  }
  return mask;
}

Plane segment(const View& view) {
  const std::vector<Side> sides = known_sides(view);
  const auto learnt = Colors::learn(view, sides);
  if (!learnt) return oval_only(view);
  const Edges edges(view);
  for (const float oval_weight : {1.0f, 2.5f}) {
    Colors colors = *learnt;
    Plane mask = cheapest_cut(view, sides, edges, colors, oval_weight);
    for (int round = 1; round < kRounds; ++round) {
      colors.refine(view, sides, mask);
      mask = cheapest_cut(view, sides, edges, colors, oval_weight);
    }
    if (!lost_the_face(view, mask)) return mask;
  }
  return oval_only(view);
}

}  // namespace compositor::matte
