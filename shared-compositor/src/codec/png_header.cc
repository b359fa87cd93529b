#include "codec/png_header.h"

#include <iterator>

#include "codec/deflate.h"
#include "codec/png_chunk.h"

namespace compositor::codec {

using Buffer = std::vector<std::uint8_t>;

void put_png_signature(Buffer& out, int width, int height, bool opaque) {
  out.insert(out.end(), {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
  Buffer header;
  put32(header, static_cast<std::uint32_t>(width));
  put32(header, static_cast<std::uint32_t>(height));
  header.insert(header.end(), {8, static_cast<std::uint8_t>(opaque ? 2 : 6), 0, 0, 0});
  put_chunk(out, "IHDR", header);
}

void put_pixels_start(Buffer& out) { put_chunk(out, "IDAT", Buffer{0x78, 0x01}); }

void put_pixels_end(Buffer& out, std::uint32_t adler) {
  Buffer end(std::begin(kDeflateEnd), std::end(kDeflateEnd));
  put32(end, adler);
  put_chunk(out, "IDAT", end);
  put_chunk(out, "IEND", {});
}

}  // namespace compositor::codec
