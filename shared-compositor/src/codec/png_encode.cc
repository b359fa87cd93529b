#include <utility>

#include "codec/png_chunk.h"
#include "codec/png_header.h"
#include "codec/png_strip.h"
#include "compositor/codec.h"

namespace compositor {
namespace {

using codec::PackedStrip;
using codec::put32;
using codec::put_chunk;
using Buffer = std::vector<std::uint8_t>;

Buffer physical_size(int dpi) {
  const auto per_metre = static_cast<std::uint32_t>((static_cast<std::int64_t>(dpi) * 10000 + 127) / 254);
  Buffer data;
  put32(data, per_metre);
  put32(data, per_metre);
  data.push_back(1);
  return data;
}

// A finished strip, wherever it lies.
struct Piece {
  std::span<const std::uint8_t> chunk;
  std::uint32_t adler = 1;
};

Buffer write_file(const Image& image, const PngOptions& options, const std::vector<Piece>& pieces) {
  std::size_t size = 256;
  for (const Piece& piece : pieces) size += piece.chunk.size();
  Buffer out;
  out.reserve(size);
  codec::put_png_signature(out, image.width, image.height, options.opaque);
  put_chunk(out, "sRGB", Buffer{0});  // perceptual
  if (options.dpi > 0) put_chunk(out, "pHYs", physical_size(options.dpi));
  codec::put_pixels_start(out);
  std::uint32_t adler = 1;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    out.insert(out.end(), pieces[i].chunk.begin(), pieces[i].chunk.end());
    adler = codec::adler32_combine(adler, pieces[i].adler, codec::unpacked_size(image.width, image.height, options.opaque, static_cast<int>(i)));
  }
  codec::put_pixels_end(out, adler);
  return out;
}

bool fit(const PngStrips& kept, const Image& image, bool opaque) {
  return kept.width == image.width && kept.height == image.height && kept.opaque == opaque &&
         kept.strips.size() == static_cast<std::size_t>(codec::strip_count(image.height));
}

// `pieces` of strips that are kept are filled in already; the others are packed here and live in the result.
std::vector<PackedStrip> pack_missing(const Image& image, bool opaque, std::vector<Piece>& pieces, const ForEach& for_each) {
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].chunk.empty()) missing.push_back(i);
  }
  std::vector<PackedStrip> packed(missing.size());
  const auto pack = [&](int job) {
    const auto i = static_cast<std::size_t>(job);
    packed[i] = codec::pack_strip(image, opaque, static_cast<int>(missing[i]));
    pieces[missing[i]] = {packed[i].chunk, packed[i].adler};
  };
  (for_each ? for_each : ForEach(one_after_another))(static_cast<int>(missing.size()), pack);
  return packed;
}

}  // namespace

std::vector<std::uint8_t> encode_png(const Image& image, const PngOptions& options, const ForEach& for_each) {
  return encode_png(image, options, PngStrips{}, {}, for_each);
}

std::vector<std::uint8_t> encode_png(const Image& image, const PngOptions& options, const PngStrips& kept, RowSpan changed, const ForEach& for_each) {
  std::vector<Piece> pieces(static_cast<std::size_t>(codec::strip_count(image.height)));
  for (std::size_t i = 0; i < pieces.size() && fit(kept, image, options.opaque); ++i) {
    const RowSpan rows = codec::strip_rows(image.height, static_cast<int>(i));
    if ((rows.first < changed.end && changed.first < rows.end) || kept.strips[i].size == 0) continue;
    pieces[i] = {std::span(kept.chunks).subspan(kept.strips[i].offset, kept.strips[i].size), kept.strips[i].adler};
  }
  const std::vector<PackedStrip> packed = pack_missing(image, options.opaque, pieces, for_each);
  return write_file(image, options, pieces);
}

PngStrips compress_png_strips(const Image& image, bool opaque, const ForEach& for_each) {
  std::vector<Piece> pieces(static_cast<std::size_t>(codec::strip_count(image.height)));
  const std::vector<PackedStrip> packed = pack_missing(image, opaque, pieces, for_each);
  PngStrips strips{image.width, image.height, opaque, {}, {}};
  for (const Piece& piece : pieces) {
    strips.strips.push_back({strips.chunks.size(), piece.chunk.size(), piece.adler});
    strips.chunks.insert(strips.chunks.end(), piece.chunk.begin(), piece.chunk.end());
  }
  return strips;
}

}  // namespace compositor
