#include "assess/face_sample.h"

#include <algorithm>

#include "recipe/face.h"

namespace compositor::assessing {
namespace {

constexpr int kWhite = 250;
// Of the photo's pixels that belong to a grid point, so many are looked at in each direction.
constexpr int kLooks = 2;

int brightness_of(const std::uint8_t* rgb) { return (77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) >> 8; }

}  // namespace

FaceSample::FaceSample(const Image& photo, const Recipe& recipe) : brightness_(kSide * kSide), on_photo_(kSide * kSide), histogram_(256) {
  const recipe::Face face = recipe::make_face(recipe, photo);
  const auto look = [&](double x, double y) {
    const recipe::PhotoPoint at = face.photo_at(x / kRadius * face.radius_x, y / kRadius * face.radius_y);
    const auto nearest = [](double v, int size) { return static_cast<std::size_t>(std::clamp(static_cast<int>(std::clamp(v + 0.5, 0.0, 1e6)), 0, size - 1)); };
    return brightness_of(&photo.rgba[4 * (nearest(at.y, photo.height) * static_cast<std::size_t>(photo.width) + nearest(at.x, photo.width))]);
  };
  for (int y = -kRadius; y <= kRadius; ++y) {
    for (int x = -kRadius; x <= kRadius; ++x) {
      const recipe::PhotoPoint at = face.photo_at(x * face.radius_x / kRadius, y * face.radius_y / kRadius);
      on_photo_[index(x, y)] = at.x >= -0.5 && at.y >= -0.5 && at.x <= photo.width - 0.5 && at.y <= photo.height - 0.5;
      int sum = 0;
      for (int j = 0; j < kLooks; ++j) {
        for (int i = 0; i < kLooks; ++i) sum += look(x + (i + 0.5) / kLooks - 0.5, y + (j + 0.5) / kLooks - 0.5);
      }
      brightness_[index(x, y)] = static_cast<std::uint8_t>(sum / (kLooks * kLooks));
      if (in_oval(x, y)) count(x, y);
    }
  }
}

void FaceSample::count(int x, int y) {
  ++oval_count_;
  if (!on_photo(x, y)) {
    ++outside_count_;
    return;
  }
  ++histogram_[static_cast<std::size_t>(brightness(x, y))];
  if (brightness(x, y) >= kWhite) ++white_count_;
}

int FaceSample::percentile(int per_mille) const {
  const int total = oval_count_ - outside_count_;
  int sum = 0, value = 0;
  for (; value < 255; ++value) {
    sum += histogram_[static_cast<std::size_t>(value)];
    if (1000LL * sum >= 1LL * per_mille * total) break;
  }
  return value;
}

}  // namespace compositor::assessing
