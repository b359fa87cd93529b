#include <algorithm>
#include <atomic>
#include <cstring>
#include <optional>

#include "codec/png_header.h"
#include "codec/png_strip.h"
#include "codec/stb_decode.h"

namespace compositor {
namespace {

// A strip's rows: a PNG file around its chunk makes it a picture of its own.
std::optional<Image> unpack(const PngStrips& strips, int index) {
  const PngStrips::Strip& strip = strips.strips[static_cast<std::size_t>(index)];
  const RowSpan rows = codec::strip_rows(strips.height, index);
  std::vector<std::uint8_t> file;
  file.reserve(strip.size + 128);
  codec::put_png_signature(file, strips.width, rows.end - rows.first, strips.opaque);
  codec::put_pixels_start(file);
  const auto chunk = std::span(strips.chunks).subspan(strip.offset, strip.size);
  file.insert(file.end(), chunk.begin(), chunk.end());
  codec::put_pixels_end(file, strip.adler);
  return codec::stb_decode(file, {ImageFormat::kPng, strips.width, rows.end - rows.first});
}

void copy_into(Image& image, const Image& part, int x, int y) {
  const int left = std::max(0, -x), right = std::min(part.width, image.width - x);
  for (int row = std::max(0, -y); row < std::min(part.height, image.height - y) && left < right; ++row) {
    const auto from = 4 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(part.width) + static_cast<std::size_t>(left));
    const auto to = 4 * (static_cast<std::size_t>(y + row) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x + left));
    std::memcpy(&image.rgba[to], &part.rgba[from], 4 * static_cast<std::size_t>(right - left));
  }
}

}  // namespace

bool unpack_png_strips(const PngStrips& strips, RowSpan rows, Image& image, int x, int y, const ForEach& for_each) {
  const int first = std::max(rows.first, 0) / kPngStripRows, end = codec::strip_count(std::min(rows.end, strips.height));
  std::atomic<bool> good = true;
  const auto job = [&](int i) {
    if (strips.strips[static_cast<std::size_t>(first + i)].size == 0) return;
    if (const auto part = unpack(strips, first + i)) return copy_into(image, *part, x, y + (first + i) * kPngStripRows);
    good = false;
  };
  if (first < end) (for_each ? for_each : ForEach(one_after_another))(end - first, job);
  return good;
}

}  // namespace compositor
