#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "codec/byte_reader.h"
#include "codec/png_reader.h"
#include "codec/stb_decode.h"
#include "compositor/sha256.h"
#include "scene/package.h"
#include "scene/read_parts.h"

namespace compositor {
namespace {

using codec::Bytes;
using scene::read_numbers;
using scene::read_rect;
using scene::take_part;
using Json = nlohmann::json;

constexpr std::size_t kDigestSize = 32;

bool read_head(const Json& json, HeadPlace& head) {
  if (!json.is_object() || !json.contains("center") || !json.contains("height") || !json.contains("degrees")) return false;
  if (!json["height"].is_number() || !json["degrees"].is_number()) return false;
  head.height = json["height"].get<double>();
  head.degrees = json["degrees"].get<double>();
  return head.height > 0 && read_numbers(json["center"], {&head.center.x, &head.center.y});
}

bool read_palette(const Json& json, std::vector<Tint>& palette) {
  if (!json.is_array() || json.size() > 256) return false;
  for (const Json& entry : json) {
    double blue = 0, red = 0;
    if (!read_numbers(entry, {&blue, &red}) || std::max({blue, -blue, red, -red}) > 128) return false;
    palette.push_back({static_cast<int>(blue), static_cast<int>(red)});
  }
  return true;
}

bool read_description(Bytes text, Scene& scene) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object()) return false;
  for (const char* key : {"id", "title", "extent", "frame", "head", "crops", "palette"}) {
    if (!json.contains(key)) return false;
  }
  if (!json["id"].is_string() || !json["title"].is_string() || !json["crops"].is_object()) return false;
  scene.id = json["id"].get<std::string>();
  scene.title = json["title"].get<std::string>();
  for (const auto& [name, crop] : json["crops"].items()) {
    if (!read_rect(crop, scene.crops[name])) return false;
  }
  return read_rect(json["extent"], scene.extent) && read_rect(json["frame"], scene.frame) && read_head(json["head"], scene.head) &&
         read_palette(json["palette"], scene.palette);
}

std::optional<Image> read_png(Bytes bytes) {
  if (!codec::looks_like_png(bytes)) return std::nullopt;
  const auto info = codec::probe_png(bytes);
  if (!info || info->width > kMaxSide || info->height > kMaxSide || !codec::check_png_chunks(bytes)) return std::nullopt;
  return codec::stb_decode(bytes, *info);
}

struct Parts {
  Bytes text;
  Image plate, foreground;
};

std::optional<Parts> read_parts(Bytes package) {
  if (package.size() < scene::kMagicSize + kDigestSize || !codec::starts_with(package, scene::kMagic, scene::kMagicSize)) return std::nullopt;
  const Bytes body = package.first(package.size() - kDigestSize);
  const auto digest = sha256(body);
  if (!std::equal(digest.begin(), digest.end(), package.end() - kDigestSize)) return std::nullopt;

  Bytes rest = body.subspan(scene::kMagicSize);
  const auto text = take_part(rest), plate = take_part(rest), foreground = take_part(rest);
  if (!text || !plate || !foreground || !rest.empty()) return std::nullopt;
  auto plate_image = read_png(*plate), foreground_image = read_png(*foreground);
  if (!plate_image || !foreground_image) return std::nullopt;
  if (plate_image->width != foreground_image->width || plate_image->height != foreground_image->height) return std::nullopt;
  return Parts{*text, std::move(*plate_image), std::move(*foreground_image)};
}

}  // namespace

Result<Scene> load_scene(std::span<const std::uint8_t> package) {
  auto parts = read_parts(package);
  Scene scene;
  if (!parts || !read_description(parts->text, scene)) return scene::invalid();
  scene.plate = std::move(parts->plate);
  scene.foreground = std::move(parts->foreground);
  return scene;
}

}  // namespace compositor
