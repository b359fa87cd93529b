#include "codec/stb_decode.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "codec/stb_allocation.h"

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_MAX_DIMENSIONS 16384
#define STBI_MALLOC(size) compositor::codec::stb_allocate(size)
#define STBI_REALLOC(pointer, size) compositor::codec::stb_reallocate(pointer, size)
#define STBI_FREE(pointer) std::free(pointer)
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
#include <stb/stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace compositor::codec {
namespace {

static_assert(STBI_MAX_DIMENSIONS == kMaxSide);

Image take(stbi_uc* pixels, int width, int height) {
  Image image{width, height, {}};
  image.rgba.assign(pixels, pixels + 4 * image.pixel_count());
  std::free(pixels);
  return image;
}

Image cut(Image image, const image::PixelRect& part) {
  if (part.width == image.width && part.height == image.height) return image;
  Image out{part.width, part.height, {}};
  out.rgba.reserve(4 * out.pixel_count());
  for (int y = part.y; y < part.bottom(); ++y) {
    const std::uint8_t* from = image.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(part.x));
    out.rgba.insert(out.rgba.end(), from, from + 4 * static_cast<std::size_t>(part.width));
  }
  return out;
}

// What stb holds of one JPEG: after `unpack`, the planes of its components.
struct JpegDecoder {
  stbi__context source;
  stbi__jpeg jpeg{};  // zeroed: a file that skips its tables must not read old memory

  explicit JpegDecoder(Bytes bytes) {
    stbi__start_mem(&source, bytes.data(), static_cast<int>(bytes.size()));
    source.img_n = 0;
    jpeg.s = &source;
    stbi__setup_jpeg(&jpeg);
  }
  ~JpegDecoder() { stbi__cleanup_jpeg(&jpeg); }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  [[nodiscard]] int across(int component) const { return jpeg.img_h_max / jpeg.img_comp[component].h; }
  [[nodiscard]] int down(int component) const { return jpeg.img_v_max / jpeg.img_comp[component].v; }
};

// stb's vector kernel adds in 16 bits where the plain one, all that WebAssembly has, adds in 32. Sums up to this give the
// same: a column's values come out of the first pass up to 4 * 1.3871 times as large (sqrt(2) cos(pi/16)), two of which
// still fit. Only damaged photos have more.
constexpr std::uint16_t kMostInColumn = 32767 / (2 * 4 * 1.3871);

bool fits_16_bits(const short* block) {
  using Row = std::uint16_t __attribute__((vector_size(16)));
  using SignedRow = std::int16_t __attribute__((vector_size(16)));
  Row sums{}, bits{};
  for (int y = 0; y < 8; ++y) {
    SignedRow row;
    std::memcpy(&row, block + 8 * y, sizeof row);
    const SignedRow sign = row >> 15;
    const Row size = reinterpret_cast<Row>((row ^ sign) - sign);
    sums += size;  // wraps only where bits tell
    bits |= size;
  }
  const auto too_much = (sums > kMostInColumn) | (bits >= 4096);
  std::uint64_t halves[2];
  std::memcpy(halves, &too_much, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// Blocks that no pixel of the wanted part is made of stay zero; stb's kernels know nothing but where a block goes.
class WantedBlocks {
 public:
  WantedBlocks(JpegDecoder& decoder, const image::PixelRect& part) : decoder_(decoder), part_(part), transform_(decoder.jpeg.idct_block_kernel) {
    current_ = this;
    decoder.jpeg.idct_block_kernel = [](stbi_uc* out, int stride, short* block) {
      if (!current_->needs(out)) return;
      const bool plain = current_->transform_ == stbi__idct_block || !fits_16_bits(block);
      plain ? stbi__idct_block(out, stride, block) : current_->transform_(out, stride, block);
    };
  }
  ~WantedBlocks() { current_ = nullptr; }
  WantedBlocks(const WantedBlocks&) = delete;
  WantedBlocks& operator=(const WantedBlocks&) = delete;

 private:
  // Upsampling looks at the neighbours, hence a block's width more on each side.
  [[nodiscard]] bool needs(const stbi_uc* block) const {
    for (int n = 0; n < decoder_.source.img_n; ++n) {
      const auto& component = decoder_.jpeg.img_comp[n];
      const std::ptrdiff_t at = block - component.data;
      if (at < 0 || at >= std::ptrdiff_t{component.w2} * component.h2) continue;
      const int y = static_cast<int>(at) / component.w2, x = static_cast<int>(at) % component.w2;
      const int across = decoder_.across(n), down = decoder_.down(n);
      return (x - 8) * across < part_.right() && (x + 16) * across > part_.x && (y - 8) * down < part_.bottom() && (y + 16) * down > part_.y;
    }
    return true;
  }

  static inline thread_local WantedBlocks* current_ = nullptr;
  JpegDecoder& decoder_;
  image::PixelRect part_;
  void (*transform_)(stbi_uc*, int, short*);
};

using Upsampler = stbi_uc* (*)(stbi_uc* out, stbi_uc* near_row, stbi_uc* far_row, int width, int across);

Upsampler upsampler_of(const JpegDecoder& decoder, int component) {
  const int across = decoder.across(component), down = decoder.down(component);
  if (across == 1 && down == 1) return resample_row_1;
  if (across == 1 && down == 2) return stbi__resample_row_v_2;
  if (across == 2 && down == 1) return stbi__resample_row_h_2;
  if (across == 2 && down == 2) return decoder.jpeg.resample_row_hv_2_kernel;
  return stbi__resample_row_generic;
}

// Row `y` of one component at the picture's full width, as stb's load_jpeg_image steps through them. `buffer` holds a
// row and 3 more.
const stbi_uc* full_row(const JpegDecoder& decoder, int n, int y, stbi_uc* buffer) {
  const auto& component = decoder.jpeg.img_comp[n];
  const int across = decoder.across(n), down = decoder.down(n);
  const int stepped = (down >> 1) + y;
  const auto row = [&](int k) { return component.data + std::ptrdiff_t{component.w2} * std::clamp(k, 0, component.y - 1); };
  stbi_uc* before = row(stepped / down - 1);
  stbi_uc* behind = row(stepped / down);
  if (stepped % down >= (down >> 1)) std::swap(before, behind);
  return upsampler_of(decoder, n)(buffer, before, behind, (static_cast<int>(decoder.source.img_x) + across - 1) / across, across);
}

void convert_row(const JpegDecoder& decoder, const image::PixelRect& part, int y, std::vector<stbi_uc>& buffer, std::uint8_t* out) {
  const auto& jpeg = decoder.jpeg;
  const std::size_t row_size = decoder.source.img_x + 3;
  buffer.resize(3 * row_size);
  const stbi_uc* rows[3] = {};
  const int components = decoder.source.img_n;
  for (int n = 0; n < components; ++n) rows[n] = full_row(decoder, n, y, buffer.data() + static_cast<std::size_t>(n) * row_size) + part.x;
  const bool is_rgb = components == 3 && (jpeg.rgb == 3 || (jpeg.app14_color_transform == 0 && !jpeg.jfif));
  if (components == 3 && !is_rgb) return jpeg.YCbCr_to_RGB_kernel(out, rows[0], rows[1], rows[2], part.width, 4);
  for (int x = 0; x < part.width; ++x, out += 4) {
    for (int c = 0; c < 3; ++c) out[c] = rows[is_rgb ? c : 0][x];
    out[3] = 255;
  }
}

constexpr int kBandRows = 64;

Image convert(const JpegDecoder& decoder, const image::PixelRect& part, const ForEach& for_each) {
  Image image{part.width, part.height, {}};
  image.rgba.resize(4 * image.pixel_count());
  for_each((part.height + kBandRows - 1) / kBandRows, [&](int band) {
    std::vector<stbi_uc> buffer;
    const int end = std::min(part.height, (band + 1) * kBandRows);
    for (int y = band * kBandRows; y < end; ++y) {
      convert_row(decoder, part, part.y + y, buffer, image.rgba.data() + 4 * static_cast<std::size_t>(y) * static_cast<std::size_t>(part.width));
    }
  });
  return image;
}

struct JpegDecoding {
  std::optional<Image> image;
  bool may_have_run_dry = false;
};

// As stb's load_jpeg_image, but in parts, and keeping sight of the bit buffer. After an end marker stb feeds itself zero
// bits and paints on; a scan that ended properly nearly always leaves one-bits of padding in the buffer.
JpegDecoding decode_jpeg(Bytes bytes, const ImageInfo& info, const image::PixelRect& part, const ForEach& for_each) {
  const auto decoder = std::make_unique<JpegDecoder>(bytes);
  const WantedBlocks wanted(*decoder, part);
  if (!stbi__decode_jpeg_image(&decoder->jpeg)) return {};
  const stbi__context& source = decoder->source;
  if (static_cast<int>(source.img_x) != info.width || static_cast<int>(source.img_y) != info.height) return {};
  if (source.img_n != 1 && source.img_n != 3) return {};
  return {convert(*decoder, part, for_each), decoder->jpeg.code_buffer == 0};
}

// The same file with other bits where the data of its last scan ends: a complete scan does not care.
std::vector<std::uint8_t> with_longer_last_scan(Bytes bytes) {
  std::size_t end = bytes.size();
  while (end >= 2 && !(bytes[end - 2] == 0xFF && bytes[end - 1] == 0xD9)) --end;
  std::vector<std::uint8_t> longer(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end >= 2 ? end - 2 : 0));
  longer.insert(longer.end(), 4096, 0x6D);
  longer.insert(longer.end(), {0xFF, 0xD9});
  return longer;
}

// Whether all of the picture is in the file, not only the part that was asked for.
bool is_complete(Bytes bytes, const ImageInfo& info, const ForEach& for_each) {
  const image::PixelRect all{0, 0, info.width, info.height};
  const JpegDecoding first = decode_jpeg(bytes, info, all, for_each);
  const JpegDecoding second = decode_jpeg(with_longer_last_scan(bytes), info, all, for_each);
  return first.image && second.image && second.image->rgba == first.image->rgba;
}

std::optional<Image> decode_whole_jpeg(Bytes bytes, const ImageInfo& info, const image::PixelRect& part, const ForEach& for_each) {
  JpegDecoding decoding = decode_jpeg(bytes, info, part, for_each);
  if (decoding.image && decoding.may_have_run_dry && !is_complete(bytes, info, for_each)) return std::nullopt;
  return std::move(decoding.image);
}

std::optional<Image> decode_png(Bytes bytes) {
  int width = 0, height = 0, components = 0;
  stbi_uc* pixels = stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height, &components, 4);
  if (!pixels) return std::nullopt;
  return take(pixels, width, height);
}

}  // namespace

std::optional<Image> stb_decode(Bytes bytes, const ImageInfo& info) {
  return stb_decode(bytes, info, {0, 0, info.width, info.height}, one_after_another);
}

std::optional<Image> stb_decode(Bytes bytes, const ImageInfo& info, const image::PixelRect& part, const ForEach& for_each) {
  const std::size_t unpacked = 4 * static_cast<std::size_t>(info.width) * static_cast<std::size_t>(info.height);
  // stb's inflate doubles its buffer for as long as data comes; nothing it rightly needs is larger than this.
  const StbAllocationLimit limit(2 * std::max(unpacked + 8 * static_cast<std::size_t>(info.height), bytes.size()) + (1u << 16));
  if (info.format == ImageFormat::kJpeg) return decode_whole_jpeg(bytes, info, part, for_each);
  auto image = decode_png(bytes);
  if (!image || image->width != info.width || image->height != info.height) return std::nullopt;
  return cut(std::move(*image), part);
}

}  // namespace compositor::codec
