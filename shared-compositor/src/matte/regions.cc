#include "matte/regions.h"

#include <algorithm>
#include <cstdint>

namespace compositor::matte {
namespace {

constexpr float kMiddle = 0.5f;

// Parts of the grid that are alike and hang together through their sides.
class Parts {
 public:
  explicit Parts(const image::Plane& mask) : width_(static_cast<std::size_t>(mask.width)), inside_(mask.values.size()), part_(mask.values.size()) {
    for (std::size_t i = 0; i < inside_.size(); ++i) inside_[i] = mask.values[i] > 0.5f;
    for (std::size_t i = 0; i < inside_.size(); ++i) {
      if (part_[i] == 0) flood(i);
    }
  }
  [[nodiscard]] std::size_t count() const { return sizes_.size(); }
  [[nodiscard]] std::size_t size(std::size_t part) const { return sizes_[part]; }
  [[nodiscard]] bool inside(std::size_t i) const { return inside_[i] != 0; }
  [[nodiscard]] std::size_t of(std::size_t i) const { return part_[i] - 1; }

 private:
  void flood(std::size_t from) {
    sizes_.push_back(0);
    const auto name = static_cast<std::uint32_t>(sizes_.size());
    part_[from] = name;
    todo_.push_back(from);
    while (!todo_.empty()) {
      const std::size_t i = todo_.back(), x = i % width_;
      todo_.pop_back();
      ++sizes_.back();
      const auto visit = [&](std::size_t next) {
        if (part_[next] == 0 && inside_[next] == inside_[i]) part_[next] = name, todo_.push_back(next);
      };
      if (x > 0) visit(i - 1);
      if (x + 1 < width_) visit(i + 1);
      if (i >= width_) visit(i - width_);
      if (i + width_ < part_.size()) visit(i + width_);
    }
  }

  std::size_t width_;
  std::vector<std::uint8_t> inside_;
  std::vector<std::uint32_t> part_;  // from 1
  std::vector<std::size_t> sizes_, todo_;
};

std::vector<bool> wanted_parts(const Parts& parts, const image::Plane& radius, std::span<const Touch> touched) {
  std::vector<bool> wanted(parts.count());
  bool any = false;
  std::size_t largest = parts.count();
  for (std::size_t i = 0; i < touched.size(); ++i) {
    if (!parts.inside(i)) continue;
    const std::size_t part = parts.of(i);
    if (touched[i] == Touch::kAdd || radius.values[i] < kMiddle) wanted[part] = any = true;
    if (largest == parts.count() || parts.size(part) > parts.size(largest)) largest = part;
  }
  if (!any && largest < parts.count()) wanted[largest] = true;
  return wanted;
}

void drop_unwanted(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched) {
  const Parts parts(mask);
  const std::vector<bool> wanted = wanted_parts(parts, radius, touched);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    if (parts.inside(i) && !wanted[parts.of(i)]) mask.values[i] = 0;
  }
}

void fill_holes(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched) {
  const Parts parts(mask);
  // Reaches the border or the photo's end, or was erased.
  std::vector<bool> open(parts.count());
  const auto width = static_cast<std::size_t>(mask.width);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    const std::size_t x = i % width;
    const bool border = x == 0 || x + 1 == width || i < width || i + width >= mask.values.size();
    if (border || radius.values[i] >= kNowhere || touched[i] == Touch::kErase) open[parts.of(i)] = true;
  }
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    if (!parts.inside(i) && !open[parts.of(i)]) mask.values[i] = 1;
  }
}

// The least (or, turned round, the most) of the pixels within two pixels, as an octagon; outside counts as no obstacle.
image::Plane least_around(const image::Plane& mask, bool most) {
  constexpr int kReach[] = {1, 2, 2, 2, 1};  // to each side, from two rows above to two below
  image::Plane out = mask;
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      float& value = *out.at(x, y);
      for (int dy = -2; dy <= 2; ++dy) {
        if (y + dy < 0 || y + dy >= mask.height) continue;
        const int reach = kReach[dy + 2];
        for (int at = std::max(0, x - reach); at <= std::min(mask.width - 1, x + reach); ++at) {
          value = most ? std::max(value, *mask.at(at, y + dy)) : std::min(value, *mask.at(at, y + dy));
        }
      }
    }
  }
  return out;
}

}  // namespace

void drop_slivers(image::Plane& mask, std::span<const Touch> touched) {
  const image::Plane opened = least_around(least_around(mask, false), true);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    if (touched[i] != Touch::kAdd) mask.values[i] = opened.values[i];
  }
}

void keep_one_piece(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched) {
  drop_unwanted(mask, radius, touched);
  fill_holes(mask, radius, touched);
}

}  // namespace compositor::matte
