#include "matte/regions.h"

#include <algorithm>

namespace compositor::matte {
namespace {

constexpr float kMiddle = 0.5f;

// Neighbours in a row that are alike.
struct Run {
  std::size_t from, end;  // pixels
  bool inside;
  std::size_t part;  // while runs are joined: a run of the same part, or itself
};

// Parts of the grid that are alike and hang together through their sides.
class Parts {
 public:
  explicit Parts(const image::Plane& mask) {
    const auto width = static_cast<std::size_t>(mask.width);
    std::size_t above = 0;
    for (std::size_t row = 0; row < mask.values.size(); row += width) {
      const std::size_t first = runs_.size();
      add_row(mask, row, row + width);
      // Runs of this row and of the one above that lie side by side.
      for (std::size_t here = first; here < runs_.size() && row > 0;) {
        if (runs_[above].inside == runs_[here].inside) join(above, here);
        const std::size_t above_end = runs_[above].end + width, here_end = runs_[here].end;
        if (above_end <= here_end) ++above;
        if (here_end <= above_end) ++here;
      }
      above = first;
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) runs_[i].part = root(i);
  }
  // A part's name is below their number.
  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }

 private:
  void add_row(const image::Plane& mask, std::size_t from, std::size_t end) {
    while (from < end) {
      const bool inside = mask.values[from] > 0.5f;
      std::size_t to = from + 1;
      while (to < end && (mask.values[to] > 0.5f) == inside) ++to;
      runs_.push_back({from, to, inside, runs_.size()});
      from = to;
    }
  }

  std::size_t root(std::size_t run) {
    while (runs_[run].part != run) run = runs_[run].part = runs_[runs_[run].part].part;
    return run;
  }

  void join(std::size_t one, std::size_t other) {
    const std::size_t a = root(one), b = root(other);
    runs_[std::max(a, b)].part = std::min(a, b);
  }

  std::vector<Run> runs_;
};

std::vector<bool> wanted_parts(const Parts& parts, const image::Plane& radius, std::span<const Touch> touched) {
  std::vector<bool> wanted(parts.runs().size());
  std::vector<std::size_t> sizes(parts.runs().size());
  bool any = false;
  for (const Run& run : parts.runs()) {
    if (!run.inside) continue;
    sizes[run.part] += run.end - run.from;
    for (std::size_t i = run.from; i < run.end && !wanted[run.part]; ++i) {
      if (touched[i] == Touch::kAdd || radius.values[i] < kMiddle) wanted[run.part] = any = true;
    }
  }
  const auto largest = std::max_element(sizes.begin(), sizes.end());
  if (!any && largest != sizes.end() && *largest > 0) wanted[static_cast<std::size_t>(largest - sizes.begin())] = true;
  return wanted;
}

void drop_unwanted(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched) {
  const Parts parts(mask);
  const std::vector<bool> wanted = wanted_parts(parts, radius, touched);
  for (const Run& run : parts.runs()) {
    if (run.inside && !wanted[run.part]) std::fill(&mask.values[run.from], &mask.values[run.from] + (run.end - run.from), 0.0f);
  }
}

void fill_holes(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched) {
  const Parts parts(mask);
  // Reaches the border or the photo's end, or was erased.
  std::vector<bool> open(parts.runs().size());
  const auto width = static_cast<std::size_t>(mask.width);
  for (const Run& run : parts.runs()) {
    if (run.inside) continue;
    const bool border = run.from % width == 0 || run.end % width == 0 || run.from < width || run.end + width > mask.values.size();
    if (border) open[run.part] = true;
    for (std::size_t i = run.from; i < run.end && !open[run.part]; ++i) {
      if (radius.values[i] >= kNowhere || touched[i] == Touch::kErase) open[run.part] = true;
    }
  }
  for (const Run& run : parts.runs()) {
    if (!run.inside && !open[run.part]) std::fill(&mask.values[run.from], &mask.values[run.from] + (run.end - run.from), 1.0f);
  }
}

constexpr int kReach = 2;

// The best of the row's pixels up to one and up to two pixels away.
template <class Better>
void best_along(const float* row, int width, Better better, float* near, float* far) {
  for (int x = 0; x < width; ++x) {
    const int left = std::max(x - 1, 0), right = std::min(x + 1, width - 1);
    near[x] = better(row[x], better(row[left], row[right]));
    far[x] = better(near[x], better(row[std::max(x - 2, 0)], row[std::min(x + 2, width - 1)]));
  }
}

// The least (or the most) of the pixels within two pixels, as an octagon; outside counts as no obstacle.
template <class Better>
image::Plane best_around(const image::Plane& mask, Better better) {
  image::Plane near(mask.width, mask.height, 1), far = near, out = near;
  for (int y = 0; y < mask.height; ++y) best_along(mask.at(0, y), mask.width, better, near.at(0, y), far.at(0, y));
  for (int y = 0; y < mask.height; ++y) {
    float* to = out.at(0, y);
    std::copy_n(far.at(0, y), mask.width, to);
    for (const int dy : {-kReach, -1, 1, kReach}) {
      if (y + dy < 0 || y + dy >= mask.height) continue;
      const float* from = (dy == -kReach || dy == kReach ? near : far).at(0, y + dy);
      for (int x = 0; x < mask.width; ++x) to[x] = better(to[x], from[x]);
    }
  }
  return out;
}

float least(float a, float b) { return b < a ? b : a; }
float most(float a, float b) { return a < b ? b : a; }

}  // namespace

void drop_slivers(image::Plane& mask, std::span<const Touch> touched) {
  const image::Plane opened = best_around(best_around(mask, least), most);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    if (touched[i] != Touch::kAdd) mask.values[i] = opened.values[i];
  }
}

void keep_one_piece(image::Plane& mask, const image::Plane& radius, std::span<const Touch> touched) {
  drop_unwanted(mask, radius, touched);
  fill_holes(mask, radius, touched);
}

}  // namespace compositor::matte
