#include "scene_source.h"

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace scene_builder {
namespace {

using Json = nlohmann::json;
using compositor::Rect;

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

// What goes wrong inside a member is said with its name.
template <class Read>
auto member(const Json& json, const char* name, Read read) {
  try {
    return read(json.at(name));
  } catch (const std::exception& error) {
    throw std::invalid_argument(std::string(name) + ": " + error.what());
  }
}

std::string text_of(const Json& json) { return json.get<std::string>(); }

double number_of(const Json& json) { return json.get<double>(); }

double size_of(const Json& json) {
  const double size = number_of(json);
  require(size > 0, "must be more than 0");
  return size;
}

double oversample_of(const Json& json) {
  const double oversample = size_of(json);
  require(oversample <= kMostOversample, "must be at most 8");
  return oversample;
}

Point point_of(const Json& json) { return {number_of(json.at(0)), number_of(json.at(1))}; }

Rect rect_of(const Json& json) { return {number_of(json.at(0)), number_of(json.at(1)), size_of(json.at(2)), size_of(json.at(3))}; }

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
      for (std::size_t c = 0; c < 3; ++c) {
        const int value = color.at(c).get<int>();
        require(value >= 0 && value <= 255, "colours go from 0 to 255");
        rgb[c] = static_cast<std::uint8_t>(value);
      }
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
  Limb limb{tone_of(json, tones), {}, member(json, "brush", size_of)};
  for (const Json& joint : json.at("path")) {
    limb.path.push_back({point_of(joint), number_of(joint.at(2))});
    require(limb.path.back().width >= 0, "a limb's width must not be negative");
  }
  require(limb.path.size() >= 2, "a limb needs two joints");
  return limb;
}

std::vector<LimbGroup> groups_of(const Json& json, const Tones& tones) {
  std::vector<LimbGroup> groups;
  for (const Json& entry : json) {
    LimbGroup group;
    if (entry.contains("line")) {
      group.line_tone = tone_of(entry.at("line"), tones).front();
      group.line = member(entry.at("line"), "width", size_of);
    }
    for (const Json& limb : entry.at("limbs")) group.limbs.push_back(limb_of(limb, tones));
    groups.push_back(std::move(group));
  }
  return groups;
}

compositor::HeadPlace head_of(const Json& json) {
  return {member(json, "center", point_of), member(json, "height", size_of), member(json, "degrees", number_of)};
}

decltype(compositor::Scene::crops) crops_of(const Json& json) {
  require(json.is_object(), "must be crops by the names of prints");
  decltype(compositor::Scene::crops) crops;
  for (const auto& entry : json.items()) crops[entry.key()] = member(json, entry.key().c_str(), rect_of);
  return crops;
}

std::vector<Spot> spots_of(const Json& json) {
  std::vector<Spot> spots;
  for (const Json& spot : json) spots.push_back({point_of(spot), size_of(spot.at(2))});
  return spots;
}

SceneSource::Removed removed_of(const Json& json) {
  SceneSource::Removed removed;
  for (const Json& polygon : json.at("polygons")) removed.polygons.push_back(polygon_of(polygon));
  removed.grow = member(json, "grow", number_of);
  const Json& shade = json.at("shade");
  for (std::size_t c = 0; c < 3; ++c) removed.shade_color[c] = number_of(shade.at("color").at(c));
  removed.shade_amount = member(shade, "amount", number_of);
  return removed;
}

SceneSource read(const Json& json) {
  SceneSource source;
  compositor::Scene& scene = source.scene;
  scene.id = member(json, "id", text_of);
  scene.title = member(json, "title", text_of);
  const auto [width, height] = member(json, "scan", point_of);
  require(width > 0 && height > 0, "scan: must be more than 0");
  scene.extent = {0, 0, width, height};
  scene.frame = member(json, "frame", rect_of);
  scene.head = member(json, "head", head_of);
  scene.crops = member(json, "crops", crops_of);
  source.oversample = member(json, "oversample", oversample_of);
  source.preview = member(json, "preview", size_of);
  source.spots = member(json, "spots", spots_of);
  source.removed = member(json, "removed", removed_of);
  const Tones tones = member(json, "tones", tones_of);
  const auto groups = [&](const Json& part) { return groups_of(part, tones); };
  source.backdrop = member(json, "backdrop", groups);
  source.foreground = member(json, "foreground", groups);
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

std::optional<std::string> scan_refusal(const SceneSource& source, int width, int height) {
  constexpr double kMostStretch = 0.01;
  const auto& extent = source.scene.extent;
  const double stretch = width * extent.height / (height * extent.width);
  if (stretch <= 1 + kMostStretch && stretch >= 1 / (1 + kMostStretch)) return std::nullopt;
  std::ostringstream sentence;
  sentence << "the scan has " << width << " x " << height << " pixels; its sides must be in the ratio of " << extent.width << " x " << extent.height
           << ", to which scene.json refers";
  return sentence.str();
}

}  // namespace scene_builder
