#include "ops/pyramid.h"

#include <algorithm>

namespace compositor::ops {

namespace {

void halve_rows(const Image& image, int first, int end, Image& out) {
  const std::size_t stride = 4 * static_cast<std::size_t>(image.width);
  const int whole = image.width / 2;
  for (int y = first; y < end; ++y) {
    const std::uint8_t* top = image.rgba.data() + static_cast<std::size_t>(2 * y) * stride;
    const std::uint8_t* bottom = 2 * y + 1 < image.height ? top + stride : top;
    std::uint8_t* to = out.rgba.data() + static_cast<std::size_t>(y) * 4 * static_cast<std::size_t>(out.width);
    for (int x = 0; x < whole; ++x, top += 8, bottom += 8, to += 4) {
      for (int c = 0; c < 4; ++c) to[c] = static_cast<std::uint8_t>((top[c] + top[c + 4] + bottom[c] + bottom[c + 4] + 2) >> 2);
    }
    if (whole < out.width) {
      for (int c = 0; c < 4; ++c) to[c] = static_cast<std::uint8_t>((top[c] + bottom[c] + 1) >> 1);
    }
  }
}

}  // namespace

Image halve(const Image& image, image::Work& work) {
  Image out{(image.width + 1) / 2, (image.height + 1) / 2, {}};
  out.rgba.resize(4 * out.pixel_count());
  work.rows(out.height, [&](int first, int end) { halve_rows(image, first, end, out); });
  return out;
}

Image halve(const Image& image) {
  image::Work alone;
  return halve(image, alone);
}

const Image& Pyramid::level(int level) {
  while (static_cast<int>(coarser_.size()) < level) {
    const Image& last = coarser_.empty() ? *base_ : coarser_.back();
    coarser_.push_back(halve(last));
  }
  return level == 0 ? *base_ : coarser_[static_cast<std::size_t>(level - 1)];
}

int Pyramid::level_for_step(std::int64_t step) const {
  constexpr std::int64_t kWidest = 6012954214;  // 1.4 in Q32
  int level = 0;
  while (step > kWidest && (std::min(base_->width, base_->height) >> (level + 1)) >= 8) {
    step >>= 1;
    ++level;
  }
  return level;
}

}  // namespace compositor::ops
