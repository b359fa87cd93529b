#include <algorithm>

#include "ops/blend.h"
#include "ops/flatten.h"
#include "scene/print_layers.h"

namespace compositor::scene {
namespace {

struct Box {
  int left, top, right, bottom;
};

// Where `image` is not wholly transparent.
Box visible_part(const Image& image) {
  Box box{image.width, image.height, 0, 0};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x);
      if (image.rgba[4 * pixel + 3] == 0) continue;
      box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1), std::max(box.bottom, y + 1)};
    }
  }
  return box.right > box.left ? box : Box{};
}

Image part_of(const Image& image, const Box& box) {
  Image part{box.right - box.left, box.bottom - box.top, {}};
  for (int y = box.top; y < box.bottom; ++y) {
    const auto start = static_cast<std::ptrdiff_t>(4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(box.left)));
    part.rgba.insert(part.rgba.end(), image.rgba.begin() + start, image.rgba.begin() + start + 4 * part.width);
  }
  return part;
}

// Keeps the strips of `rows` only.
void drop_other_strips(PngStrips& strips, RowSpan rows) {
  std::vector<std::uint8_t> kept;
  for (std::size_t i = 0; i < strips.strips.size(); ++i) {
    PngStrips::Strip& strip = strips.strips[i];
    const int first = static_cast<int>(i) * kPngStripRows;
    if (first >= rows.end || first + kPngStripRows <= rows.first) {
      strip = {};
      continue;
    }
    const auto start = strips.chunks.begin() + static_cast<std::ptrdiff_t>(strip.offset);
    strip.offset = kept.size();
    kept.insert(kept.end(), start, start + static_cast<std::ptrdiff_t>(strip.size));
  }
  strips.chunks = std::move(kept);
}

}  // namespace

PackedPrint pack_print(const PrintLayers& layers, const ForEach& for_each) {
  const Box box = visible_part(layers.foreground);
  PackedPrint print{layers.extent, {}, compress_png_strips(layers.plate, true, for_each), {}, box.left, box.top};
  drop_other_strips(print.plate, {box.top, box.bottom});
  print.foreground = compress_png_strips(part_of(layers.foreground, box), false, for_each);
  Image finished = layers.plate, foreground = layers.foreground;
  ops::premultiply(foreground);
  ops::blend_over(finished, foreground, 0, 0);
  print.finished = compress_png_strips(finished, true, for_each);
  return print;
}

}  // namespace compositor::scene
