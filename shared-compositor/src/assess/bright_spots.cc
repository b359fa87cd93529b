#include "assess/bright_spots.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace compositor::assessing {
namespace {

constexpr int kRadius = FaceSample::kRadius;
// Eyes lie in this part of the oval.
constexpr int kLeft = -kRadius * 7 / 10, kRight = -kLeft, kTop = -kRadius * 7 / 10, kBottom = kRadius * 3 / 10;
// So bright is a spot, and so much darker is the ring around it.
constexpr int kBright = 200, kDarker = 70;
// A spot's size: points of the grid in all, and across.
constexpr int kLeastPoints = 10, kMostPoints = 260, kMostAcross = 20;
// Two eyes: their distance, how much higher one may be, and how much larger.
constexpr int kLeastApart = kRadius / 4, kMostApart = kRadius * 11 / 10, kMostSlope = 2;  // of their distance, one part in so many
constexpr int kMostLarger = 3;

struct Spot {
  int count = 0, sum_x = 0, sum_y = 0;
  int left = kRadius, right = -kRadius, top = kRadius, bottom = -kRadius;

  [[nodiscard]] int x() const { return sum_x / count; }
  [[nodiscard]] int y() const { return sum_y / count; }
  [[nodiscard]] int across() const { return right - left + 1; }
  [[nodiscard]] int down() const { return bottom - top + 1; }

  void add(int at_x, int at_y) {
    ++count, sum_x += at_x, sum_y += at_y;
    left = std::min(left, at_x), right = std::max(right, at_x), top = std::min(top, at_y), bottom = std::max(bottom, at_y);
  }
  [[nodiscard]] bool is_round() const {
    return count >= kLeastPoints && count <= kMostPoints && across() <= kMostAcross && down() <= kMostAcross && across() <= 2 * down() && down() <= 2 * across() &&
           10 * count >= 5 * across() * down();
  }
};

class Spots {
 public:
  explicit Spots(const FaceSample& face) : face_(face), seen_(FaceSample::kSide * FaceSample::kSide) {
    for (int y = kTop; y <= kBottom; ++y) {
      for (int x = kLeft; x <= kRight; ++x) {
        if (!is_new(x, y)) continue;
        const Spot spot = grow(x, y);
        if (spot.is_round() && has_dark_ring(spot)) found_.push_back(spot);
      }
    }
  }

  [[nodiscard]] const std::vector<Spot>& found() const { return found_; }

 private:
  char& seen(int x, int y) { return seen_[static_cast<std::size_t>((y + kRadius) * FaceSample::kSide + x + kRadius)]; }
  bool is_new(int x, int y) { return x >= -kRadius && x <= kRadius && y >= -kRadius && y <= kRadius && !seen(x, y) && face_.brightness(x, y) >= kBright; }

  Spot grow(int x, int y) {
    Spot spot;
    open_.assign(1, {x, y});
    seen(x, y) = 1;
    while (!open_.empty()) {
      const auto [px, py] = open_.back();
      open_.pop_back();
      spot.add(px, py);
      for (const auto& [nx, ny] : {Place{px - 1, py}, Place{px + 1, py}, Place{px, py - 1}, Place{px, py + 1}}) {
        if (!is_new(nx, ny)) continue;
        seen(nx, ny) = 1;
        open_.push_back({nx, ny});
      }
    }
    return spot;
  }

  // A circle a little outside the spot is half dark at least; an iris may be cut by a lid.
  bool has_dark_ring(const Spot& spot) const {
    const int reach = std::max(spot.across(), spot.down()) / 2 + 2;
    int points = 0, dark = 0;
    for (int y = -reach; y <= reach; ++y) {
      for (int x = -reach; x <= reach; ++x) {
        const int far = x * x + y * y;
        if (far > reach * reach || far <= (reach - 1) * (reach - 1)) continue;
        ++points;
        dark += face_.brightness(spot.x() + x, spot.y() + y) <= kBright - kDarker;
      }
    }
    return 2 * dark >= points;
  }

  struct Place {
    int x, y;
  };

  const FaceSample& face_;
  std::vector<char> seen_;
  std::vector<Place> open_;
  std::vector<Spot> found_;
};

bool are_a_pair(const Spot& a, const Spot& b) {
  const int across = std::abs(a.x() - b.x()), down = std::abs(a.y() - b.y());
  return across >= kLeastApart && across <= kMostApart && kMostSlope * down <= across && a.count <= kMostLarger * b.count && b.count <= kMostLarger * a.count;
}

}  // namespace

bool has_flash_lit_eyes(const FaceSample& face) {
  const Spots spots(face);
  for (const Spot& a : spots.found()) {
    for (const Spot& b : spots.found()) {
      if (are_a_pair(a, b)) return true;
    }
  }
  return false;
}

}  // namespace compositor::assessing
