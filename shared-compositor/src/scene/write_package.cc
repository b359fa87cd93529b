#include <nlohmann/json.hpp>

#include "compositor/codec.h"
#include "compositor/sha256.h"
#include "scene/package.h"
#include "scene/write_parts.h"

namespace compositor::scene {

using Json = nlohmann::ordered_json;

Json rect_json(const Rect& rect) { return Json::array({rect.x, rect.y, rect.width, rect.height}); }

namespace {

Json describe(const Scene& scene) {
  Json json;
  json["id"] = scene.id;
  json["title"] = scene.title;
  json["extent"] = rect_json(scene.extent);
  json["frame"] = rect_json(scene.frame);
  json["head"] = {{"center", {scene.head.center.x, scene.head.center.y}}, {"height", scene.head.height}, {"degrees", scene.head.degrees}};
  json["crops"] = Json::object();
  for (const auto& [name, crop] : scene.crops) json["crops"][name] = rect_json(crop);
  json["palette"] = Json::array();
  for (const Tint& tint : scene.palette) json["palette"].push_back({tint.blue_difference, tint.red_difference});
  return json;
}

}  // namespace

std::vector<std::uint8_t> write_package(const Scene& scene) {
  std::vector<std::uint8_t> out(kMagic, kMagic + kMagicSize);
  put_part(out, describe(scene).dump());
  put_part(out, encode_png(scene.plate, {.dpi = 0, .opaque = true}));
  put_part(out, encode_png(scene.foreground, {.dpi = 0, .opaque = false}));
  const auto digest = sha256(out);
  out.insert(out.end(), digest.begin(), digest.end());
  return out;
}

}  // namespace compositor::scene
