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

// Each pair of neighbours that the photo shows, once.
template <class Visitor>
void visit_pairs(const Plane& radius, Visitor visitor) {
  for (int y = 0; y < radius.height; ++y) {
    for (int x = 0; x < radius.width; ++x) {
      const std::size_t i = radius.index(x, y);
      if (radius.values[i] >= kNowhere) continue;
      for (const Direction& direction : kDirections) {
        const int to_x = x + direction.dx, to_y = y + direction.dy;
        if (to_x < 0 || to_x >= radius.width || to_y >= radius.height) continue;
        const std::size_t j = radius.index(to_x, to_y);
        if (radius.values[j] < kNowhere) visitor(i, j, direction);
      }
    }
  }
}

// The open pixels with what a cut between neighbours costs: less where their colours differ more than usual here. Colours
// and the oval's weight may change between cuts.
class Cutting {
 public:
  Cutting(const View& view, const std::vector<Side>& sides) : view_(view), sides_(sides), grid_(view.radius.width, view.radius.height), tied_(sides.size()), given_(sides.size()) {
    double sum = 0, count = 0;
    visit_pairs(view.radius, [&](std::size_t i, std::size_t j, const Direction&) { sum += squared_difference(color(i), color(j)), count += 1; });
    // "Contrast-sensitive" as in GrabCut: beta = 1 / (2 * mean of the squared differences).
    beta_ = static_cast<float>(1 / std::max(1e-6, 2 * sum / std::max(1.0, count)));
    visit_pairs(view.radius, [&](std::size_t i, std::size_t j, const Direction& direction) { join(i, j, direction); });
  }

  Plane cheapest(const Colors& colors, float oval_weight) {
    for_open([&](std::size_t i, int x, int y) {
      const float odds = colors.odds(color(i)) + oval_weight * odds_by_oval(view_.radius.values[i]);
      const std::int32_t wanted = tied_[i] + static_cast<std::int32_t>(kUnit * odds);
      grid_.add_terminal(x, y, wanted - given_[i]);
      given_[i] = wanted;
    });
    grid_.solve(8 * static_cast<std::int64_t>(sides_.size()));
    Plane mask(view_.radius.width, view_.radius.height, 1);
    for (std::size_t i = 0; i < sides_.size(); ++i) mask.values[i] = sides_[i] == Side::kPet ? 1.0f : 0.0f;
    for_open([&](std::size_t i, int x, int y) { mask.values[i] = grid_.on_source_side(x, y) ? 1.0f : 0.0f; });
    drop_slivers(mask, view_.touched);
    keep_one_piece(mask, view_.radius, view_.touched);
    return mask;
  }

 private:
  [[nodiscard]] const float* color(std::size_t i) const { return &view_.oklab.values[3 * i]; }

  void join(std::size_t i, std::size_t j, const Direction& direction) {
    const bool open = sides_[i] == Side::kOpen, other_open = sides_[j] == Side::kOpen;
    if (!open && !other_open) return;
    const auto capacity = static_cast<std::int32_t>(kUnit * kCutCost * direction.share * falling_exponential(beta_ * squared_difference(color(i), color(j)))) + 1;
    const std::size_t width = static_cast<std::size_t>(view_.radius.width);
    if (open && other_open) return grid_.join(static_cast<int>(i % width), static_cast<int>(i / width), direction.dx, direction.dy, capacity);
    // To a pixel whose side is known: the same as to that side itself.
    tied_[open ? i : j] += sides_[open ? j : i] == Side::kPet ? capacity : -capacity;
  }

  template <class Visitor>
  void for_open(Visitor visitor) const {
    std::size_t i = 0;
    for (int y = 0; y < view_.radius.height; ++y) {
      for (int x = 0; x < view_.radius.width; ++x, ++i) {
        if (sides_[i] == Side::kOpen) visitor(i, x, y);
      }
    }
  }

  const View& view_;
  const std::vector<Side>& sides_;
  GridCut grid_;
  float beta_ = 0;
  std::vector<std::int32_t> tied_, given_;  // an open pixel's capacity through its known neighbours; its capacity in `grid_`
};

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
  Cutting cutting(view, sides);
  for (const float oval_weight : {1.0f, 2.5f}) {
    Colors colors = *learnt;
    Plane mask = cutting.cheapest(colors, oval_weight);
    for (int round = 1; round < kRounds; ++round) {
      colors.refine(view, sides, mask);
      mask = cutting.cheapest(colors, oval_weight);
    }
    if (!lost_the_face(view, mask)) return mask;
  }
  return oval_only(view);
}

}  // namespace compositor::matte
