#include <nlohmann/json.hpp>

#include "compositor/codec.h"
#include "compositor/sha256.h"
#include "scene/package.h"

namespace compositor::scene {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Rect& rect) { return Json::array({rect.x, rect.y, rect.width, rect.height}); }

Json describe(const Scene& scene) {
  Json json;
  json["id"] = scene.id;
  json["title"] = scene.title;
  json["extent"] = to_json(scene.extent);
  json["frame"] = to_json(scene.frame);
  json["head"] = {{"center", {scene.head.center.x, scene.head.center.y}}, {"height", scene.head.height}, {"degrees", scene.head.degrees}};
  json["crops"] = Json::object();
  for (const auto& [name, crop] : scene.crops) json["crops"][name] = to_json(crop);
  json["palette"] = Json::array();
  for (const Tint& tint : scene.palette) json["palette"].push_back({tint.blue_difference, tint.red_difference});
  return json;
}

template <class Bytes>
void put_part(std::vector<std::uint8_t>& out, const Bytes& bytes) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(bytes.size() >> shift));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

std::vector<std::uint8_t> write(const char* magic, const std::string& text, const Image& plate, const Image& foreground) {
  std::vector<std::uint8_t> out(magic, magic + kMagicSize);
  put_part(out, text);
  put_part(out, encode_png(plate, {.dpi = 0, .opaque = true}));
  put_part(out, encode_png(foreground, {.dpi = 0, .opaque = false}));
  const auto digest = sha256(out);
  out.insert(out.end(), digest.begin(), digest.end());
  return out;
}

}  // namespace

std::vector<std::uint8_t> write_package(const Scene& scene) { return write(kMagic, describe(scene).dump(), scene.plate, scene.foreground); }

std::vector<std::uint8_t> write_print(const PrintLayers& layers) {
  return write(kPrintMagic, Json{{"extent", to_json(layers.extent)}}.dump(), layers.plate, layers.foreground);
}

}  // namespace compositor::scene
