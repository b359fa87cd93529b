#include "scene_source.h"

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace scene_builder {
namespace {

using Json = nlohmann::json;
using compositor::Rect;

Point point_of(const Json& json) { return {json.at(0).get<double>(), json.at(1).get<double>()}; }

Rect rect_of(const Json& json) { return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>(), json.at(3).get<double>()}; }

std::vector<Point> polygon_of(const Json& json) {
  std::vector<Point> polygon;
  for (const Json& corner : json) polygon.push_back(point_of(corner));
  return polygon;
}

using Tones = std::map<std::string, std::vector<compositor::paint::Oklab>>;

Tones tones_of(const Json& json) {
  Tones tones;
  for (const auto& [name, colors] : json.items()) {
    for (const Json& color : colors) {
      std::uint8_t rgb[3];
      for (std::size_t c = 0; c < 3; ++c) rgb[c] = color.at(c).get<std::uint8_t>();
      tones[name].push_back(compositor::paint::oklab_from_srgb(rgb));
    }
  }
  return tones;
}

const std::vector<compositor::paint::Oklab>& tone_of(const Json& json, const Tones& tones) {
  const auto tone = tones.find(json.at("tone").get<std::string>());
  if (tone == tones.end() || tone->second.empty()) throw std::invalid_argument("no such tone: " + json.at("tone").get<std::string>());
  return tone->second;
}

Limb limb_of(const Json& json, const Tones& tones) {
  Limb limb{tone_of(json, tones), {}, json.at("brush").get<double>()};
  for (const Json& joint : json.at("path")) limb.path.push_back({point_of(joint), joint.at(2).get<double>()});
  if (limb.path.size() < 2 || !(limb.brush > 0)) throw std::invalid_argument("a limb needs two joints and a brush");
  return limb;
}

std::vector<LimbGroup> groups_of(const Json& json, const Tones& tones) {
  std::vector<LimbGroup> groups;
  for (const Json& entry : json) {
    LimbGroup group;
    if (entry.contains("line")) {
      group.line_tone = tone_of(entry.at("line"), tones).front();
      group.line = entry.at("line").at("width").get<double>();
    }
    for (const Json& limb : entry.at("limbs")) group.limbs.push_back(limb_of(limb, tones));
    groups.push_back(std::move(group));
  }
  return groups;
}

SceneSource read(const Json& json) {
  SceneSource source;
  compositor::Scene& scene = source.scene;
  scene.id = json.at("id").get<std::string>();
  scene.title = json.at("title").get<std::string>();
  const Point scan = point_of(json.at("scan"));
  scene.extent = {0, 0, scan.x, scan.y};
  scene.frame = rect_of(json.at("frame"));
  scene.head = {point_of(json.at("head").at("center")), json.at("head").at("height").get<double>(), json.at("head").at("degrees").get<double>()};
  for (const auto& [name, crop] : json.at("crops").items()) scene.crops[name] = rect_of(crop);
  source.oversample = json.at("oversample").get<double>();
  source.preview = json.at("preview").get<double>();
  for (const Json& spot : json.at("spots")) source.spots.push_back({point_of(spot), spot.at(2).get<double>()});

  const Json& removed = json.at("removed");
  for (const Json& polygon : removed.at("polygons")) source.removed.polygons.push_back(polygon_of(polygon));
  source.removed.grow = removed.at("grow").get<double>();
  for (std::size_t c = 0; c < 3; ++c) source.removed.shade_color[c] = removed.at("shade").at("color").at(c).get<double>();
  source.removed.shade_amount = removed.at("shade").at("amount").get<double>();

  const Tones tones = tones_of(json.at("tones"));
  source.backdrop = groups_of(json.at("backdrop"), tones);
  source.foreground = groups_of(json.at("foreground"), tones);
  return source;
}

}  // namespace

compositor::Result<SceneSource> parse_scene_source(std::string_view text) {
  try {
    return read(Json::parse(text));
  } catch (const std::exception& error) {
    return compositor::fail(compositor::ErrorCode::kInvalidScene, error.what());
  }
}

}  // namespace scene_builder
