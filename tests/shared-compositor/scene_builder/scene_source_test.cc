#include "scene_source.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

using Json = nlohmann::json;
using scene_builder::parse_scene_source;

namespace {

std::string text_of(const std::string& id) {
  std::ifstream file(std::string(PICASSO_SOURCE_DIR) + "/shared-compositor/scenes/" + id + "/scene.json");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A small source with one of everything.
Json small() {
  return Json::parse(R"({"id": "small", "title": "Small", "scan": [100, 120], "oversample": 2, "preview": 3, "spots": [[5, 6, 2]],
    "frame": [0, 0, 100, 120], "head": {"center": [50, 40], "height": 30, "degrees": 4}, "crops": {"tee": [10, 10, 60, 80]},
    "removed": {"grow": 3, "shade": {"color": [1, 2, 3], "amount": 0.5}, "polygons": [[[1, 2], [3, 4], [5, 1]]]},
    "tones": {"skin": [[200, 150, 100], [90, 60, 40]], "dark": [[0, 0, 0]]}, "backdrop": [],
    "foreground": [{"line": {"tone": "dark", "width": 0.7}, "limbs": [{"tone": "skin", "brush": 2, "path": [[1, 2, 3], [4, 5, 6]]}]}]})");
}

std::string refusal(const Json& json) {
  const auto source = parse_scene_source(json.dump());
  REQUIRE_FALSE(source);
  REQUIRE(source.error().code == compositor::ErrorCode::kInvalidScene);
  return source.error().message;
}

std::string refusal_of(const char* place, const Json& value) {
  Json json = small();
  json[Json::json_pointer(place)] = value;
  return refusal(json);
}

}  // namespace

TEST_CASE("a scene source is read as it is written") {
  const auto source = parse_scene_source(small().dump());
  REQUIRE(source);
  REQUIRE(source->scene.id == "small");
  REQUIRE(source->scene.extent.height == 120);
  REQUIRE(source->scene.head.center.y == 40);
  REQUIRE(source->scene.head.degrees == 4);
  REQUIRE(source->scene.crops.at("tee").width == 60);
  REQUIRE(source->spots.at(0).radius == 2);
  REQUIRE(source->removed.polygons.at(0).at(1).x == 3);
  REQUIRE(source->removed.shade_color[2] == 3);
  REQUIRE(source->backdrop.empty());
  const auto& group = source->foreground.at(0);
  REQUIRE(group.line == 0.7);
  REQUIRE(group.line_tone.lightness == Approx(0).margin(1e-6));
  REQUIRE(group.limbs.at(0).tones.size() == 2);
  REQUIRE(group.limbs.at(0).tones[0].lightness > group.limbs.at(0).tones[1].lightness);
  REQUIRE(group.limbs.at(0).path.at(1).width == 6);
}

TEST_CASE("the shop's own scene sources are read") {
  const std::string id = GENERATE("the-scream", "morisot");
  const auto source = parse_scene_source(text_of(id));
  REQUIRE(source);
  REQUIRE(source->scene.id == id);
  REQUIRE(source->scene.crops.size() == 3);
  REQUIRE_FALSE(source->foreground.empty());
}

TEST_CASE("a scene source that is cut short is refused") {
  const std::string whole = small().dump();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto source = parse_scene_source(std::string_view(whole).substr(0, size));
    REQUIRE_FALSE(source);
    REQUIRE_FALSE(source.error().message.empty());
  }
}

TEST_CASE("a member that is missing or of another kind is named") {
  const Json whole = small();
  for (const auto& member : whole.items()) {
    INFO(member.key());
    Json without = whole, wrong = whole;
    without.erase(member.key());
    REQUIRE(refusal(without).find(member.key()) != std::string::npos);
    wrong[member.key()] = true;
    REQUIRE(refusal(wrong).find(member.key()) != std::string::npos);
  }
  REQUIRE(refusal_of("/head/height", "tall").find("head: height") == 0);
  REQUIRE(refusal_of("/removed/shade/amount", nullptr).find("removed: amount") == 0);
  REQUIRE(refusal_of("/crops/tee", Json::array({1, 2, 3})).find("tee") != std::string::npos);
}

TEST_CASE("numbers with which nothing can be painted are refused") {
  for (const char* place : {"/oversample", "/preview", "/scan/0", "/frame/2", "/crops/tee/3", "/head/height", "/spots/0/2",
                            "/foreground/0/line/width", "/foreground/0/limbs/0/brush"}) {
    for (const double value : {0.0, -1.0}) {
      INFO(place << " = " << value);
      REQUIRE(refusal_of(place, value).find("more than 0") != std::string::npos);
    }
  }
  REQUIRE(refusal_of("/foreground/0/limbs/0/path/1/2", -0.1).find("negative") != std::string::npos);
  REQUIRE(refusal_of("/foreground/0/limbs/0/path", Json::array({{1, 2, 3}})).find("two joints") != std::string::npos);
  REQUIRE(refusal_of("/foreground/0/limbs/0/tone", "ghost").find("ghost") != std::string::npos);
  REQUIRE(refusal_of("/tones/skin", Json::array()).find("skin") != std::string::npos);
  for (const int value : {-1, 256}) REQUIRE(refusal_of("/tones/skin/0/1", value).find("tones: colours") == 0);
}

TEST_CASE("more pixels per unit than the builder makes are refused") {
  REQUIRE(refusal_of("/oversample", 8.01) == "oversample: must be at most 8");
  Json json = small();
  json["oversample"] = 8;
  REQUIRE(parse_scene_source(json.dump()));
}

TEST_CASE("a scan of another shape is refused with a sentence, whatever its size") {
  const auto source = parse_scene_source(small().dump());
  REQUIRE(source);
  const auto [width, height] = GENERATE(table<int, int>({{100, 120}, {1000, 1200}, {50, 60}, {1009, 1200}, {1000, 1211}}));
  CHECK_FALSE(scene_builder::scan_refusal(*source, width, height));
  const auto [wide, high] = GENERATE(table<int, int>({{1012, 1200}, {1000, 1214}, {120, 100}, {1, 1}}));
  const auto refusal = scene_builder::scan_refusal(*source, wide, high);
  REQUIRE(refusal);
  CHECK(refusal->find("ratio of 100 x 120") != std::string::npos);
  CHECK(refusal->find(std::to_string(wide) + " x " + std::to_string(high) + " pixels") != std::string::npos);
}
