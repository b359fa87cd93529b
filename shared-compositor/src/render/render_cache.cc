#include "render/render_cache.h"

#include <algorithm>
#include <cstring>

namespace compositor::rendering {
namespace {

constexpr std::size_t kSampledWords = 1 << 15;

bool same(const Rect& a, const Rect& b) { return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height; }

}  // namespace

Fingerprint fingerprint(const Image& image) {
  const std::size_t words = image.rgba.size() / 8;
  const std::size_t stride = words / kSampledWords + 1;
  std::uint64_t sum = image.rgba.size();
  for (std::size_t i = 0; i < words; i += stride) {
    std::uint64_t word;
    std::memcpy(&word, image.rgba.data() + 8 * i, 8);
    sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
    sum ^= sum >> 29;
  }
  return {&image, image.width, image.height, sum};
}

Fingerprint fingerprint(const PackedPrint& print) {
  std::uint64_t sum = print.finished.chunks.size();
  for (const PngStrips* picture : {&print.finished, &print.plate, &print.foreground}) {
    for (const PngStrips::Strip& strip : picture->strips) sum = (sum ^ strip.adler) * 0x9E3779B97F4A7C15u;
  }
  return {&print, print.finished.width, print.finished.height, sum};
}

bool BackdropKey::operator==(const BackdropKey& other) const {
  return plate == other.plate && foreground == other.foreground && same(extent, other.extent) && same(crop, other.crop) &&
         width_px == other.width_px && height_px == other.height_px && rows == other.rows;
}

bool StrokesKey::operator==(const StrokesKey& other) const {
  const auto same_tint = [](const Tint& a, const Tint& b) { return a.blue_difference == b.blue_difference && a.red_difference == b.red_difference; };
  return photo == other.photo && recipe == other.recipe && std::equal(palette.begin(), palette.end(), other.palette.begin(), other.palette.end(), same_tint);
}

}  // namespace compositor::rendering

namespace compositor {

RenderCache::RenderCache() : state_(std::make_unique<State>()) {}
RenderCache::~RenderCache() = default;
RenderCache::RenderCache(RenderCache&&) noexcept = default;
RenderCache& RenderCache::operator=(RenderCache&&) noexcept = default;

}  // namespace compositor
