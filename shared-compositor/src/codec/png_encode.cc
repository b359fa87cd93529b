#include <cstring>

#include "codec/checksum.h"
#include "codec/deflate.h"
#include "codec/png_filter.h"
#include "compositor/codec.h"

namespace compositor {
namespace {

using codec::crc32;
using Buffer = std::vector<std::uint8_t>;

constexpr std::size_t kBlockSize = 256 * 1024;

void put32(Buffer& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put_chunk(Buffer& out, const char* type, const Buffer& data) {
  put32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = out.size();
  out.insert(out.end(), type, type + 4);
  out.insert(out.end(), data.begin(), data.end());
  put32(out, crc32(std::span(out).subspan(start)));
}

Buffer header(const Image& image, bool opaque) {
  Buffer data;
  put32(data, static_cast<std::uint32_t>(image.width));
  put32(data, static_cast<std::uint32_t>(image.height));
  data.insert(data.end(), {8, static_cast<std::uint8_t>(opaque ? 2 : 6), 0, 0, 0});
  return data;
}

Buffer physical_size(int dpi) {
  const auto per_metre = static_cast<std::uint32_t>((static_cast<std::int64_t>(dpi) * 10000 + 127) / 254);
  Buffer data;
  put32(data, per_metre);
  put32(data, per_metre);
  data.push_back(1);
  return data;
}

void drop_alpha(const std::uint8_t* rgba, int width, std::uint8_t* rgb) {
  for (int x = 0; x < width; ++x, rgba += 4, rgb += 3) {
    rgb[0] = rgba[0];
    rgb[1] = rgba[1];
    rgb[2] = rgba[2];
  }
}

// One zlib stream (RFC 1950): rows are filtered into a buffer that becomes a DEFLATE block whenever it is full.
Buffer pack_pixels(const Image& image, bool opaque) {
  const std::size_t pixel_size = opaque ? 3 : 4;
  const std::size_t row_size = pixel_size * static_cast<std::size_t>(image.width);
  Buffer out = {0x78, 0x01};
  Buffer pending, row(row_size);
  pending.reserve(kBlockSize + row_size + 1);
  codec::PngFilter filter(row_size, pixel_size);
  codec::Deflater deflater(out);
  std::uint32_t adler = 1;
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* source = image.rgba.data() + static_cast<std::size_t>(y) * 4 * static_cast<std::size_t>(image.width);
    if (opaque) drop_alpha(source, image.width, row.data());
    filter.append(opaque ? row.data() : source, pending);
    const bool last = y + 1 == image.height;
    if (pending.size() < kBlockSize && !last) continue;
    adler = codec::adler32(pending, adler);
    deflater.block(pending, last);
    pending.clear();
  }
  put32(out, adler);
  return out;
}

}  // namespace

std::vector<std::uint8_t> encode_png(const Image& image, const PngOptions& options) {
  Buffer out = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  put_chunk(out, "IHDR", header(image, options.opaque));
  put_chunk(out, "sRGB", {0});  // perceptual
  if (options.dpi > 0) put_chunk(out, "pHYs", physical_size(options.dpi));
  put_chunk(out, "IDAT", pack_pixels(image, options.opaque));
  put_chunk(out, "IEND", {});
  return out;
}

}  // namespace compositor
