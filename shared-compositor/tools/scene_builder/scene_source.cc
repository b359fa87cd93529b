#include "scene_source.h"

#include <nlohmann/json.hpp>

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
  source.removed.polygon = polygon_of(removed.at("polygon"));
  source.removed.grow = removed.at("grow").get<double>();
  source.removed.above = removed.at("above").get<double>();
  for (std::size_t c = 0; c < 3; ++c) source.removed.shade_color[c] = removed.at("shade").at("color").at(c).get<double>();
  source.removed.shade_amount = removed.at("shade").at("amount").get<double>();

  const Json& foreground = json.at("foreground");
  for (const Json& polygon : foreground.at("polygons")) source.foreground.polygons.push_back(polygon_of(polygon));
  source.foreground.darkest = foreground.at("luma").at(0).get<double>();
  source.foreground.brightest = foreground.at("luma").at(1).get<double>();
  source.foreground.gain = foreground.at("gain").get<double>();
  return source;
}

}  // namespace

compositor::Result<SceneSource> parse_scene_source(std::string_view text) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& error) {
    return compositor::fail(compositor::ErrorCode::kInvalidScene, error.what());
  }
}

}  // namespace scene_builder
