#include "codec/png_strip.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "codec/deflate.h"
#include "codec/png_chunk.h"
#include "codec/png_filter.h"

namespace compositor::codec {
namespace {

// A block's codes fit its rows the better the fewer these are, and cost 200 bytes.
constexpr std::size_t kBlockBytes = 192 * 1024;

// Four bytes at a time, of which the fourth is written over by the next pixel's first.
void drop_alpha(const std::uint8_t* rgba, int width, std::uint8_t* rgb) {
  for (int x = 0; x < width; ++x) std::memcpy(rgb + 3 * x, rgba + 4 * x, 4);
}

}  // namespace

RowSpan strip_rows(int height, int index) { return {index * kPngStripRows, std::min((index + 1) * kPngStripRows, height)}; }

std::uint64_t unpacked_size(int width, int height, bool opaque, int index) {
  const RowSpan rows = strip_rows(height, index);
  return static_cast<std::uint64_t>(rows.end - rows.first) * (static_cast<std::uint64_t>(width) * (opaque ? 3 : 4) + 1);
}

PackedStrip pack_strip(const Image& image, bool opaque, int index) {
  const std::size_t pixel_size = opaque ? 3 : 4, row_size = pixel_size * static_cast<std::size_t>(image.width), line = row_size + 1;
  const RowSpan span = strip_rows(image.height, index);
  const auto rows = static_cast<std::size_t>(span.end - span.first);
  const std::size_t block_rows = std::clamp<std::size_t>(kBlockBytes / line, 1, rows);
  const std::unique_ptr<std::uint8_t[]> block(new std::uint8_t[block_rows * line + PngFilter::kSlack]);
  const std::size_t bound = (rows / block_rows + 1) * deflate_bound(block_rows * line);
  const std::unique_ptr<std::uint8_t[]> packed(new std::uint8_t[bound]);

  PackedStrip strip;
  PngFilter filter(row_size, pixel_size);
  BitWriter out(packed.get());
  const std::uint8_t* source = image.rgba.data() + static_cast<std::size_t>(span.first) * 4 * static_cast<std::size_t>(image.width);
  for (std::size_t row = 0; row < rows;) {
    const std::size_t count = std::min(block_rows, rows - row);
    for (std::size_t i = 0; i < count; ++i, source += 4 * static_cast<std::size_t>(image.width)) {
      if (opaque) drop_alpha(source, image.width, filter.next_row());
      else std::memcpy(filter.next_row(), source, row_size);
      filter.filter_row(&block[i * line]);
    }
    const std::span bytes(block.get(), count * line);
    strip.adler = adler32(bytes, strip.adler);
    deflate_block(bytes, out);
    row += count;
  }
  deflate_align(out);
  const std::span data(packed.get(), out.end());
  strip.chunk.reserve(data.size() + 12);
  put_chunk(strip.chunk, "IDAT", data);
  return strip;
}

}  // namespace compositor::codec
