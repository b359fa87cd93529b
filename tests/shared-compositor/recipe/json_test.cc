#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "compositor/json.h"
#include "fixtures/pictures.h"

using compositor::ErrorCode;
using compositor::recipe_from_json;
using compositor::recipe_to_json;

namespace {

bool refused(const std::string& text) {
  const auto recipe = recipe_from_json(text);
  return !recipe && recipe.error().code == ErrorCode::kInvalidRecipe && !recipe.error().message.empty();
}

const std::string kOval = R"("oval":{"cx":0.5,"cy":0.4,"rx":0.2,"ry":0.25})";

}  // namespace

TEST_CASE("a recipe without pose and rotation is complete") {
  const auto recipe = recipe_from_json("{\"version\":1," + kOval + "}");
  REQUIRE(recipe);
  REQUIRE(recipe->oval.cy == 0.4);
  REQUIRE(recipe->oval.degrees == 0);
  REQUIRE(recipe->pose.scale == 1);
}

TEST_CASE("writing a recipe and reading it back changes nothing") {
  fixtures::Random random(9);
  for (int i = 0; i < 300; ++i) {
    compositor::Recipe recipe;
    recipe.oval = {random.between(0, 1), random.between(0, 1), random.between(0.01, 1), random.between(0.01, 1), random.between(-180, 180)};
    recipe.pose = {random.between(-40, 40), random.between(-40, 40), random.between(0.5, 2), random.between(-180, 180)};
    const auto again = recipe_from_json(recipe_to_json(recipe));
    REQUIRE(again);
    REQUIRE(again->oval.cx == recipe.oval.cx);
    REQUIRE(again->oval.degrees == recipe.oval.degrees);
    REQUIRE(again->pose.dy == recipe.pose.dy);
    REQUIRE(again->pose.scale == recipe.pose.scale);
    REQUIRE(recipe_to_json(*again) == recipe_to_json(recipe));
  }
}

TEST_CASE("the canonical form has a fixed order and short numbers") {
  REQUIRE(recipe_to_json({}) ==
          R"({"version":1,"oval":{"cx":0.5,"cy":0.5,"rx":0.25,"ry":0.25,"degrees":0},"pose":{"dx":0,"dy":0,"scale":1,"degrees":0}})");
}

TEST_CASE("what is not exactly a recipe is refused") {
  REQUIRE(refused(""));
  REQUIRE(refused("null"));
  REQUIRE(refused("[1]"));
  REQUIRE(refused("{\"version\":1}"));
  REQUIRE(refused("{\"version\":2," + kOval + "}"));
  REQUIRE(refused("{\"version\":\"1\"," + kOval + "}"));
  REQUIRE(refused("{" + kOval + "}"));
  REQUIRE(refused("{\"version\":1," + kOval + ",\"filter\":\"sepia\"}"));
  REQUIRE(refused("{\"version\":1," + kOval + "," + kOval + "}"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cy":0.4,"rx":0.2,"ry":0.25,"rz":1}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cx":0.1,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":"0.5","cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cy":0.4,"rx":0.2}})"));
  REQUIRE(refused("{\"version\":1," + kOval + ",\"pose\":[]}"));
  REQUIRE(refused("{\"version\":1," + kOval + "} trailing"));
  REQUIRE(refused("{\"version\":1," + kOval + "}" + std::string(17000, ' ')));
  REQUIRE(refused(std::string(16000, '[')));
}

TEST_CASE("numbers outside their range are refused, and the field is named") {
  REQUIRE(refused(R"({"version":1,"oval":{"cx":NaN,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":1e999,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":1.01,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cy":-0.01,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cy":0.4,"rx":0,"ry":0.25}})"));
  REQUIRE(refused("{\"version\":1," + kOval + ",\"pose\":{\"scale\":2.5}}"));

  compositor::Recipe recipe;
  recipe.pose.dx = std::numeric_limits<double>::quiet_NaN();
  const auto valid = compositor::validate(recipe);
  REQUIRE_FALSE(valid);
  REQUIRE(valid.error().message.find("pose.dx") != std::string::npos);
}
