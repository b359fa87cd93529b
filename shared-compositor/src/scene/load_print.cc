#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "codec/checksum.h"
#include "codec/png_strip.h"
#include "scene/print_layers.h"
#include "scene/read_parts.h"

namespace compositor {
namespace {

using codec::Bytes;
using scene::read_rect;
using Json = nlohmann::json;

constexpr std::size_t kChecksumSize = 4;
constexpr std::size_t kChunkFrame = 12;

// A number that can be a size, place or checksum; else nothing.
std::optional<std::uint32_t> whole_number(const Json& json) {
  if (!json.is_number_unsigned()) return std::nullopt;
  const auto value = json.get<std::uint64_t>();
  return value <= std::numeric_limits<std::uint32_t>::max() ? std::optional(static_cast<std::uint32_t>(value)) : std::nullopt;
}

bool read_pair(const Json& json, std::uint32_t& first, std::uint32_t& second) {
  if (!json.is_array() || json.size() != 2) return false;
  const auto a = whole_number(json[0]), b = whole_number(json[1]);
  if (a && b) first = *a, second = *b;
  return a && b;
}

bool read_small_pair(const Json& json, int& first, int& second) {
  std::uint32_t a = 0, b = 0;
  if (!read_pair(json, a, b) || a > kMaxSide || b > kMaxSide) return false;
  first = static_cast<int>(a), second = static_cast<int>(b);
  return true;
}

bool is_pixel_chunk(Bytes chunk) {
  return chunk.size() >= kChunkFrame && codec::be32(chunk, 0) == chunk.size() - kChunkFrame && codec::starts_with(chunk.subspan(4), "IDAT", 4);
}

// Takes the picture's chunks from the front of `chunks`.
bool read_strips(const Json& json, bool opaque, Bytes& chunks, PngStrips& picture) {
  if (!json.is_object() || !json.contains("size") || !json.contains("strips") || !json["strips"].is_array()) return false;
  if (!read_small_pair(json["size"], picture.width, picture.height)) return false;
  if (static_cast<std::int64_t>(picture.width) * picture.height > kMaxPixels) return false;
  if (json["strips"].size() != static_cast<std::size_t>(codec::strip_count(picture.height))) return false;
  picture.opaque = opaque;
  std::size_t offset = 0;
  for (const Json& entry : json["strips"]) {
    std::uint32_t size = 0, adler = 0;
    if (!read_pair(entry, size, adler) || size > chunks.size() - offset) return false;
    if (size > 0 && !is_pixel_chunk(chunks.subspan(offset, size))) return false;
    picture.strips.push_back({offset, size, adler});
    offset += size;
  }
  picture.chunks.assign(chunks.begin(), chunks.begin() + static_cast<std::ptrdiff_t>(offset));
  chunks = chunks.subspan(offset);
  return true;
}

bool every_strip_is_there(const PackedPrint& print) {
  for (const PngStrips::Strip& strip : print.finished.strips) {
    if (strip.size == 0) return false;
  }
  return !print.finished.strips.empty() && print.finished.width > 0;
}

bool read_print(const Json& json, Bytes chunks, PackedPrint& print) {
  for (const char* key : {"extent", "finished", "plate", "foreground"}) {
    if (!json.is_object() || !json.contains(key)) return false;
  }
  if (!read_rect(json["extent"], print.extent) || !read_strips(json["finished"], true, chunks, print.finished) ||
      !read_strips(json["plate"], true, chunks, print.plate) || !read_strips(json["foreground"], false, chunks, print.foreground) ||
      !json["foreground"].contains("at") || !read_small_pair(json["foreground"]["at"], print.foreground_x, print.foreground_y)) {
    return false;
  }
  return chunks.empty() && every_strip_is_there(print) && print.plate.width == print.finished.width && print.plate.height == print.finished.height &&
         print.foreground_x + print.foreground.width <= print.finished.width && print.foreground_y + print.foreground.height <= print.finished.height;
}

}  // namespace

Result<void> attach_print(Scene& scene, std::span<const std::uint8_t> layers) {
  constexpr std::size_t kFrame = scene::kPrintMagicSize + kChecksumSize;
  if (layers.size() < kFrame || !codec::starts_with(layers, scene::kPrintMagic, scene::kPrintMagicSize)) return scene::invalid();
  const Bytes body = layers.first(layers.size() - kChecksumSize);
  if (codec::crc32(body) != codec::be32(layers, body.size())) return scene::invalid();
  Bytes rest = body.subspan(scene::kPrintMagicSize);
  const auto text = scene::take_part(rest), chunks = scene::take_part(rest);
  if (!text || !chunks || !rest.empty()) return scene::invalid();
  PackedPrint print;
  if (!read_print(Json::parse(text->begin(), text->end(), nullptr, false), *chunks, print)) return scene::invalid();
  scene.prints.push_back(std::move(print));
  return {};
}

}  // namespace compositor
