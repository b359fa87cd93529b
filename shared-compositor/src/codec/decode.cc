#include "codec/jpeg_reader.h"
#include "codec/png_reader.h"
#include "codec/stb_decode.h"
#include "compositor/codec.h"
#include "ops/flatten.h"
#include "ops/orient.h"

namespace compositor {
namespace {

Result<ImageInfo> probe_format(codec::Bytes bytes) {
  if (codec::looks_like_png(bytes)) return codec::probe_png(bytes);
  if (codec::looks_like_jpeg(bytes)) return codec::probe_jpeg(bytes);
  return fail(ErrorCode::kNotAnImage, "This file is not a JPEG or PNG picture.");
}

// `part` in pixels as stored.
Result<Image> decode_stored(codec::Bytes bytes, const ImageInfo& info, const image::PixelRect& part, const ForEach& for_each) {
  const auto intact = info.format == ImageFormat::kPng ? codec::check_png_chunks(bytes) : codec::check_jpeg_structure(bytes);
  if (!intact) return tl::unexpected(intact.error());
  auto image = codec::stb_decode(bytes, info, part, for_each ? for_each : one_after_another);
  if (!image) return fail(ErrorCode::kCorruptImage, "The photo is damaged or was cut short.");
  if (info.format == ImageFormat::kPng) ops::flatten_onto_white(*image);
  return ops::orient(std::move(*image), info.orientation);
}

}  // namespace

Result<ImageInfo> probe_photo(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > kMaxPhotoBytes) return fail(ErrorCode::kImageTooLarge, "The photo file is larger than 40 MB.");
  auto info = probe_format(bytes);
  if (!info) return info;
  if (info->width > kMaxSide || info->height > kMaxSide || std::int64_t{info->width} * info->height > kMaxPixels) {
    return fail(ErrorCode::kImageTooLarge, "The photo has too many pixels; at most 16384 a side and 100 million in all.");
  }
  if (info->width < kMinSide || info->height < kMinSide) {
    return fail(ErrorCode::kImageTooSmall, "The photo is too small; it needs at least 64 pixels a side.");
  }
  return info;
}

Result<Image> decode_photo(std::span<const std::uint8_t> bytes, const ForEach& for_each) {
  const auto info = probe_photo(bytes);
  if (!info) return tl::unexpected(info.error());
  return decode_stored(bytes, *info, {0, 0, info->width, info->height}, for_each);
}

Result<Image> decode_photo_part(std::span<const std::uint8_t> bytes, const PhotoPart& part, const ForEach& for_each) {
  const auto info = probe_photo(bytes);
  if (!info) return tl::unexpected(info.error());
  const bool transposed = info->orientation >= 5;
  const image::PixelRect upright{0, 0, transposed ? info->height : info->width, transposed ? info->width : info->height};
  const image::PixelRect wanted{part.x, part.y, part.width, part.height};
  if (wanted.empty() || wanted.x < 0 || wanted.y < 0 || wanted.width > upright.width - wanted.x || wanted.height > upright.height - wanted.y) {
    return fail(ErrorCode::kInvalidRecipe, "This part lies outside the photo.");
  }
  return decode_stored(bytes, *info, ops::stored_part(wanted, info->width, info->height, info->orientation), for_each);
}

}  // namespace compositor
