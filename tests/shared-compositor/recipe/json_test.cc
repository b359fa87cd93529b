#include <catch2/catch.hpp>
#include <string>
#include <vector>

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

// A recipe with one more member.
std::string with(const std::string& member) { return "{\"version\":1," + kOval + "," + member + "}"; }

compositor::Recipe any_recipe(fixtures::Random& random) {
  const auto at = [&random] { return compositor::Point{random.between(0, 1), random.between(0, 1)}; };
  compositor::Recipe recipe;
  recipe.oval = {random.between(0, 1), random.between(0, 1), random.between(0.01, 1), random.between(0.01, 1), random.between(-180, 180)};
  recipe.pose = {random.between(-40, 40), random.between(-40, 40), random.between(0.5, 2), random.between(-180, 180)};
  recipe.style = {random.between(0.5, 2), random.between(0, 1), random.between(0, 1), random.between(1, 1.3)};
  if (random.between(0, 1) < 0.5) recipe.cut_out.method = compositor::CutOut::Method::kOval;
  for (int i = static_cast<int>(random.between(0, 5)); i > 0; --i) {
    recipe.cut_out.strokes.push_back({random.between(0, 1) < 0.5, random.between(0.002, 0.3), {at(), at(), at()}});
    recipe.eyes.push_back({at().x, at().y, random.between(0.001, 0.2)});
  }
  return recipe;
}

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
    const compositor::Recipe recipe = any_recipe(random);
    const std::string text = recipe_to_json(recipe);
    const auto again = recipe_from_json(text);
    REQUIRE(again);
    REQUIRE(*again == recipe);
    REQUIRE(recipe_to_json(*again) == text);
  }
}

TEST_CASE("the largest recipe can be written and read back") {
  compositor::Recipe recipe;
  const double longest = 0.12345678901234567e-99;
  recipe.cut_out.strokes.assign(64, {false, 0.12345678901234567, std::vector<compositor::Point>(64, {longest, longest})});
  recipe.eyes.assign(8, {longest, longest, 0.012345678901234567});
  const auto again = recipe_from_json(recipe_to_json(recipe));
  REQUIRE(again);
  REQUIRE(*again == recipe);
}

TEST_CASE("the canonical form has a fixed order and short numbers") {
  REQUIRE(recipe_to_json({}) ==
          R"({"version":1,"oval":{"cx":0.5,"cy":0.5,"rx":0.25,"ry":0.25,"degrees":0},"pose":{"dx":0,"dy":0,"scale":1,"degrees":0},)"
          R"("cut_out":{"method":"auto","strokes":[]},"eyes":[],"style":{"brush":1,"palette":0.5,"relief":0.5,"stretch":1.1}})");
  compositor::Recipe recipe;
  recipe.cut_out = {compositor::CutOut::Method::kOval, {{true, 0.25, {{0, 1}, {0.5, 0.25}}}, {false, 0.125, {{1, 0}}}}};
  recipe.eyes = {{0.5, 0.25, 0.0625}};
  REQUIRE(recipe_to_json(recipe).find(R"("cut_out":{"method":"oval","strokes":[{"mode":"add","radius":0.25,"points":[[0,1],[0.5,0.25]]},)"
                                      R"({"mode":"erase","radius":0.125,"points":[[1,0]]}]},"eyes":[{"x":0.5,"y":0.25,"radius":0.0625}],)") !=
          std::string::npos);
}

TEST_CASE("cut-out, eyes and style are optional, whole or in part") {
  const auto recipe = recipe_from_json("{\"version\":1," + kOval + R"(,"cut_out":{"method":"oval"},"style":{"relief":0}})");
  REQUIRE(recipe);
  REQUIRE(recipe->cut_out.method == compositor::CutOut::Method::kOval);
  REQUIRE(recipe->cut_out.strokes.empty());
  REQUIRE(recipe->style == compositor::Style{.relief = 0});
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
  REQUIRE(refused("{\"version\":1," + kOval + "}" + std::string(compositor::kMaxRecipeText, ' ')));
  REQUIRE(refused(std::string(200'000, '[')));
}

TEST_CASE("a cut-out, eyes or a style that is not exactly one is refused") {
  REQUIRE(refused(with(R"("cut_out":[])")));
  REQUIRE(refused(with(R"("cut_out":{"method":"magic"})")));
  REQUIRE(refused(with(R"("cut_out":{"method":1})")));
  REQUIRE(refused(with(R"("cut_out":{"edge":2})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":{}})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[[]]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"radius":0.02,"points":[[0,0]]}]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"mode":"add","points":[[0,0]]}]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"mode":"add","radius":0.02}]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"mode":"add","radius":0.02,"points":[]}]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"mode":"add","radius":0.02,"points":[[0]]}]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"mode":"add","radius":0.02,"points":[[0,"0"]]}]})")));
  REQUIRE(refused(with(R"("cut_out":{"strokes":[{"mode":"add","radius":0.02,"points":[[0,0]],"hardness":1}]})")));
  REQUIRE(refused(with(R"("eyes":{})")));
  REQUIRE(refused(with(R"("eyes":[{"x":0.5,"y":0.5}])")));
  REQUIRE(refused(with(R"("eyes":[{"x":0.5,"y":0.5,"radius":0.01,"colour":"green"}])")));
  REQUIRE(refused(with(R"("style":{"brush":"1"})")));
  REQUIRE(refused(with(R"("style":{"gloss":1})")));
  REQUIRE(refused(with(R"("style":{"brush":1,"brush":1})")));
}

TEST_CASE("numbers outside their range are refused, and the field is named") {
  REQUIRE(refused(R"({"version":1,"oval":{"cx":NaN,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":1e999,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":1.01,"cy":0.4,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cy":-0.01,"rx":0.2,"ry":0.25}})"));
  REQUIRE(refused(R"({"version":1,"oval":{"cx":0.5,"cy":0.4,"rx":0,"ry":0.25}})"));
  REQUIRE(refused("{\"version\":1," + kOval + ",\"pose\":{\"scale\":2.5}}"));
}
