#include "ops/eye_fix.h"

#include <algorithm>
#include <cmath>

#include "image/fixed_point.h"
#include "ops/tone.h"

namespace compositor::ops {
namespace {

// The eye is looked at on a grid: kRadius points make its radius, kReach are looked at in each direction.
constexpr int kRadius = 24, kReach = 30, kSide = 2 * kReach + 1;
// The blob is so much brighter than what it is told from, and no larger than this share of the eye.
constexpr int kLeastContrast = 30;
constexpr double kMostArea = 0.5;
// So much of the eye, of 100, is iris at least.
constexpr int kIris = 5;
// A point at the eye's rim must be this much brighter to be taken for the blob instead of one in the middle.
constexpr int kCentered = 70;
// The glare around the blob goes with it.
constexpr double kGrowth = 1.6, kSmallest = 0.15;
constexpr double kWithoutBlob = 0.5;
// Radii of a pupil: fully dark and untouched; the highlight's place, and where it is full and gone.
constexpr double kCore = 0.85, kRim = 1.12, kHighlightAt = 0.45, kHighlightCore = 0.26, kHighlightRim = 0.48;
constexpr double kHighlight[3] = {240, 236, 226};
// A pupil's colour: the darkest quarter around it, darkened so much, never brighter than this.
constexpr double kDarken = 0.45, kBrightestPupil = 24;

constexpr double kPi = 3.14159265358979;

struct Place {
  int x, y;
};

class Search {
 public:
  Search(Pyramid& photo, double x, double y, double radius) : x_(x), y_(y), step_(radius / kRadius) {
    const int level = photo.level_for_step(image::to_position(step_));
    const Image& source = photo.level(level);
    const double scale = 1.0 / (1 << level);
    for (int j = 0; j < kSide; ++j) {
      for (int i = 0; i < kSide; ++i) {
        const auto nearest = [scale](double v, int size) { return std::clamp(static_cast<int>((v + 0.5) * scale), 0, size - 1); };
        const int px = nearest(x_ + (i - kReach) * step_, source.width), py = nearest(y_ + (j - kReach) * step_, source.height);
        const std::uint8_t* rgb = &source.rgba[4 * (static_cast<std::size_t>(py) * static_cast<std::size_t>(source.width) + static_cast<std::size_t>(px))];
        at({i, j}) = static_cast<std::uint8_t>(Tone::brightness_of(rgb));
        if (is_ring({i, j})) remember_ring(rgb);
      }
    }
  }

  [[nodiscard]] Pupil find() {
    Pupil pupil{x_, y_, kWithoutBlob * kRadius * step_, 0, 0, {}};
    const Place peak = brightest();
    // Told from the iris; from the fur around when that is brighter than the blob's rim.
    for (const int darker : {iris(), ring_percentile(2)}) {
      if (at(peak) < darker + kLeastContrast) continue;
      const Blob blob = grow(peak, (at(peak) + darker) / 2);
      if (blob.count > kMostArea * kPi * kRadius * kRadius) continue;
      pupil.x += (blob.x / blob.count - kReach) * step_;
      pupil.y += (blob.y / blob.count - kReach) * step_;
      pupil.radius = std::clamp(kGrowth * std::sqrt(blob.count / kPi), kSmallest * kRadius, 1.0 * kRadius) * step_;
      break;
    }
    set_dark(pupil);
    return pupil;
  }

 private:
  struct Blob {
    double count = 0, x = 0, y = 0;
  };

  std::uint8_t& at(Place p) { return brightness_[static_cast<std::size_t>(p.y * kSide + p.x)]; }
  static int distance_squared(Place p) { return (p.x - kReach) * (p.x - kReach) + (p.y - kReach) * (p.y - kReach); }
  static bool is_ring(Place p) { return distance_squared(p) > kRadius * kRadius * 3 / 4 && distance_squared(p) <= kReach * kReach; }

  void remember_ring(const std::uint8_t* rgb) {
    RingColor& color = ring_[static_cast<std::size_t>(Tone::brightness_of(rgb))];
    ++color.count;
    for (int c = 0; c < 3; ++c) color.sum[c] += rgb[c];
    ++ring_count_;
  }

  // The brightness that `quarters` quarters of the ring do not exceed.
  [[nodiscard]] int ring_percentile(int quarters) const {
    int sum = 0, value = 0;
    for (; value < 255; ++value) {
      sum += ring_[static_cast<std::size_t>(value)].count;
      if (4 * sum >= quarters * ring_count_) break;
    }
    return value;
  }

  // How bright the darkest of the eye is.
  int iris() {
    std::array<int, 256> histogram{};
    int total = 0;
    for (int j = 0; j < kSide; ++j) {
      for (int i = 0; i < kSide; ++i) {
        if (distance_squared({i, j}) > kRadius * kRadius) continue;
        ++histogram[at({i, j})];
        ++total;
      }
    }
    int sum = 0, value = 0;
    for (; value < 255; ++value) {
      sum += histogram[static_cast<std::size_t>(value)];
      if (100 * sum >= kIris * total) break;
    }
    return value;
  }

  Place brightest() {
    Place best{kReach, kReach};
    int most = -1000;
    for (int j = 0; j < kSide; ++j) {
      for (int i = 0; i < kSide; ++i) {
        const int far = distance_squared({i, j});
        const int score = at({i, j}) - kCentered * far / (kRadius * kRadius);
        if (far <= kRadius * kRadius && score > most) most = score, best = {i, j};
      }
    }
    return best;
  }

  // What hangs together with `peak`, inside the eye's circle, and is at least so bright.
  Blob grow(Place peak, int threshold) {
    std::array<bool, kSide * kSide> seen{};
    std::array<Place, kSide * kSide> open;
    std::size_t count = 0;
    const auto visit = [&](Place p) {
      bool& known = seen[static_cast<std::size_t>(p.y * kSide + p.x)];
      if (known || distance_squared(p) > kRadius * kRadius || at(p) < threshold) return;
      known = true;
      open[count++] = p;
    };
    Blob blob;
    visit(peak);
    for (std::size_t next = 0; next < count; ++next) {
      const Place p = open[next];
      blob.count += 1, blob.x += p.x, blob.y += p.y;
      visit({p.x - 1, p.y}), visit({p.x + 1, p.y}), visit({p.x, p.y - 1}), visit({p.x, p.y + 1});
    }
    return blob;
  }

  void set_dark(Pupil& pupil) const {
    const int darkest_quarter = ring_percentile(1);
    double sum[3] = {}, count = 0;
    for (int value = 0; value <= darkest_quarter; ++value) {
      const RingColor& color = ring_[static_cast<std::size_t>(value)];
      count += color.count;
      for (int c = 0; c < 3; ++c) sum[c] += color.sum[c];
    }
    const double brightest = std::max({sum[0], sum[1], sum[2], 1.0}) / count;
    const double factor = std::min(kDarken, kBrightestPupil / brightest);
    for (int c = 0; c < 3; ++c) pupil.dark[c] = static_cast<std::uint8_t>(sum[c] / count * factor + 0.5);
  }

  struct RingColor {
    int count = 0;
    int sum[3] = {};
  };

  double x_, y_, step_;
  std::array<std::uint8_t, kSide * kSide> brightness_{};
  std::array<RingColor, 256> ring_{};
  int ring_count_ = 0;
};

// 1 up to `core`, 0 from `rim` on, smooth in between.
double falling(double distance, double core, double rim) {
  const double t = std::clamp((rim - distance) / (rim - core), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

void mix(std::uint8_t rgb[3], const double color[3], double share) {
  for (int c = 0; c < 3; ++c) rgb[c] = static_cast<std::uint8_t>(rgb[c] + (color[c] - rgb[c]) * share + 0.5);
}

}  // namespace

EyeFix::EyeFix(Pyramid& photo, const std::vector<Eye>& eyes, double to_light_x, double to_light_y) {
  if (eyes.empty()) return;
  const double width = photo.level(0).width, height = photo.level(0).height;
  for (const Eye& eye : eyes) {
    Pupil& pupil = pupils_[count_++];
    pupil = Search(photo, eye.x * width - 0.5, eye.y * height - 0.5, eye.radius * width).find();
    pupil.to_light_x = to_light_x, pupil.to_light_y = to_light_y;
  }
}

void EyeFix::apply(double x, double y, std::uint8_t rgb[3]) const {
  for (const Pupil& pupil : pupils()) {
    const double dx = (x - pupil.x) / pupil.radius, dy = (y - pupil.y) / pupil.radius;
    if (dx * dx + dy * dy >= kRim * kRim) continue;
    const double dark[3] = {1.0 * pupil.dark[0], 1.0 * pupil.dark[1], 1.0 * pupil.dark[2]};
    mix(rgb, dark, falling(std::sqrt(dx * dx + dy * dy), kCore, kRim));
    const double light_x = dx - kHighlightAt * pupil.to_light_x, light_y = dy - kHighlightAt * pupil.to_light_y;
    mix(rgb, kHighlight, falling(std::sqrt(light_x * light_x + light_y * light_y), kHighlightCore, kHighlightRim));
  }
}

}  // namespace compositor::ops
