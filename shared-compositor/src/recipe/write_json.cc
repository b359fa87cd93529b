#include <nlohmann/json.hpp>

#include "compositor/json.h"

namespace compositor {
namespace {

using Json = nlohmann::ordered_json;

// Whole numbers without ".0", no negative zero.
Json number(double value) {
  if (value > -1e9 && value < 1e9) {
    const auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) return whole;
  }
  return value;
}

Json write(const BrushStroke& stroke) {
  Json points = Json::array();
  for (const Point& point : stroke.points) points.push_back(Json::array({number(point.x), number(point.y)}));
  return {{"mode", stroke.add ? "add" : "erase"}, {"radius", number(stroke.radius)}, {"points", std::move(points)}};
}

Json write(const CutOut& cut_out) {
  Json strokes = Json::array();
  for (const BrushStroke& stroke : cut_out.strokes) strokes.push_back(write(stroke));
  return {{"method", cut_out.method == CutOut::Method::kOval ? "oval" : "auto"}, {"strokes", std::move(strokes)}};
}

Json write(const std::vector<Eye>& eyes) {
  Json list = Json::array();
  for (const Eye& eye : eyes) list.push_back({{"x", number(eye.x)}, {"y", number(eye.y)}, {"radius", number(eye.radius)}});
  return list;
}

}  // namespace

std::string recipe_to_json(const Recipe& recipe) {
  const auto& [version, oval, pose, cut_out, eyes, style] = recipe;
  Json json;
  json["version"] = version;
  json["oval"] = {{"cx", number(oval.cx)}, {"cy", number(oval.cy)}, {"rx", number(oval.rx)}, {"ry", number(oval.ry)}, {"degrees", number(oval.degrees)}};
  json["pose"] = {{"dx", number(pose.dx)}, {"dy", number(pose.dy)}, {"scale", number(pose.scale)}, {"degrees", number(pose.degrees)}};
  json["cut_out"] = write(cut_out);
  json["eyes"] = write(eyes);
  json["style"] = {{"brush", number(style.brush)}, {"palette", number(style.palette)}, {"relief", number(style.relief)}, {"stretch", number(style.stretch)}};
  return json.dump();
}

}  // namespace compositor
