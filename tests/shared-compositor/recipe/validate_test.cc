#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "compositor/recipe.h"

using compositor::BrushStroke;
using compositor::Eye;
using compositor::Recipe;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The refusal's sentence; empty when the recipe was taken.
std::string complaint(const Recipe& recipe) {
  const auto valid = compositor::validate(recipe);
  return valid ? "" : valid.error().message;
}

Recipe with(const BrushStroke& stroke) {
  Recipe recipe;
  recipe.cut_out.strokes = {{true, 0.02, {{0.5, 0.5}}}, stroke};
  return recipe;
}

Recipe with(const Eye& eye) {
  Recipe recipe;
  recipe.eyes = {{0.5, 0.5, 0.01}, eye};
  return recipe;
}

}  // namespace

TEST_CASE("every number of a recipe is refused by name when it is not one or outside its range") {
  struct Place {
    const char* name;
    double low, high;
    double* value;
  };
  Recipe recipe;
  const std::vector<Place> places = {
      {"oval.cx", 0, 1, &recipe.oval.cx},
      {"oval.cy", 0, 1, &recipe.oval.cy},
      {"oval.rx", 0.01, 1, &recipe.oval.rx},
      {"oval.ry", 0.01, 1, &recipe.oval.ry},
      {"oval.degrees", -180, 180, &recipe.oval.degrees},
      {"pose.dx", -40, 40, &recipe.pose.dx},
      {"pose.dy", -40, 40, &recipe.pose.dy},
      {"pose.scale", 0.5, 2, &recipe.pose.scale},
      {"pose.degrees", -180, 180, &recipe.pose.degrees},
      {"style.brush", 0.5, 2, &recipe.style.brush},
      {"style.palette", 0, 1, &recipe.style.palette},
      {"style.relief", 0, 1, &recipe.style.relief},
      {"style.stretch", 1, 1.3, &recipe.style.stretch},
  };
  for (const Place& place : places) {
    const double before = *place.value;
    for (const double good : {place.low, place.high}) {
      *place.value = good;
      REQUIRE(complaint(recipe).empty());
    }
    for (const double bad : {place.low - 1e-9, place.high + 1e-9, kNan, kInfinity, -kInfinity}) {
      *place.value = bad;
      REQUIRE(complaint(recipe) == std::string(place.name) + " is outside its range.");
    }
    *place.value = before;
  }
}

TEST_CASE("a brush stroke has points on the photo and a sensible radius") {
  REQUIRE(complaint(with(BrushStroke{false, 0.3, {{0, 0}, {1, 1}}})).empty());
  REQUIRE(complaint(with(BrushStroke{true, 0.02, {}})) == "cut_out.strokes[1].points is empty.");
  for (const double radius : {0.0, 0.31, kNan}) {
    REQUIRE(complaint(with(BrushStroke{true, radius, {{0, 0}}})) == "cut_out.strokes[1].radius is outside its range.");
  }
  for (const compositor::Point point : {compositor::Point{1.001, 0}, {0, -0.001}, {kNan, 0}, {0, kInfinity}}) {
    REQUIRE(complaint(with(BrushStroke{true, 0.02, {{0.5, 0.5}, point}})) == "cut_out.strokes[1].points[1] is outside the photo.");
  }
}

TEST_CASE("there may be 64 brush strokes with 4096 points in all") {
  Recipe recipe;
  recipe.cut_out.strokes.assign(64, {true, 0.02, std::vector<compositor::Point>(64)});
  REQUIRE(complaint(recipe).empty());
  recipe.cut_out.strokes.back().points.emplace_back();
  REQUIRE(complaint(recipe) == "cut_out.strokes has more than 4096 points in all.");
  recipe.cut_out.strokes.assign(65, {true, 0.02, {{0, 0}}});
  REQUIRE(complaint(recipe) == "cut_out.strokes has more than 64 strokes.");
}

TEST_CASE("an eye lies on the photo and has a sensible radius") {
  REQUIRE(complaint(with(Eye{0, 1, 0.2})).empty());
  REQUIRE(complaint(with(Eye{1.1, 0, 0.02})) == "eyes[1].x is outside its range.");
  REQUIRE(complaint(with(Eye{0, kNan, 0.02})) == "eyes[1].y is outside its range.");
  REQUIRE(complaint(with(Eye{0, 0, 0})) == "eyes[1].radius is outside its range.");
  Recipe recipe;
  recipe.eyes.assign(9, {0.5, 0.5, 0.01});
  REQUIRE(complaint(recipe) == "eyes has more than 8 eyes.");
}
