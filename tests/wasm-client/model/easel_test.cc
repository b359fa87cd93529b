#include "model/easel.h"

#include <catch2/catch.hpp>

using compositor::ErrorCode;

namespace {

compositor::Image grey(int width, int height) {
  return {width, height, std::vector<std::uint8_t>(4 * std::size_t(width) * height, 128)};
}

}  // namespace

TEST_CASE("the page's copy of a photo fits into a texture and keeps its shape") {
  model::Easel easel;
  REQUIRE(easel.show_photo(grey(4000, 3000)));
  const compositor::Image small = easel.small_copy();
  REQUIRE(small.width == 2000);
  REQUIRE(small.height == 1500);
}

TEST_CASE("a photo too narrow to be made smaller is copied as it is") {
  model::Easel easel;
  REQUIRE(easel.show_photo(grey(6000, 64)));
  REQUIRE(easel.small_copy().width == 6000);
}

TEST_CASE("pixels that do not fill their size are refused, and the photo stays") {
  model::Easel easel;
  REQUIRE(easel.show_photo(grey(100, 80)));
  compositor::Image torn = grey(100, 80);
  torn.rgba.pop_back();
  REQUIRE(easel.show_photo(torn).error().code == ErrorCode::kCorruptImage);
  REQUIRE(easel.show_photo({}).error().code == ErrorCode::kCorruptImage);
  REQUIRE(easel.photo().width == 100);
  REQUIRE(easel.photo().rgba.size() == 4u * 100 * 80);
}

TEST_CASE("without a scene there is no picture") {
  model::Easel easel;
  REQUIRE(easel.show_photo(grey(100, 80)));
  REQUIRE(easel.render({}, "preview:800x960").error().code == ErrorCode::kInvalidScene);
  REQUIRE(easel.render_draft({}, "preview:800x960").error().code == ErrorCode::kInvalidScene);
}

TEST_CASE("a mask is asked for like a picture, and needs no scene") {
  model::Easel easel;
  compositor::Recipe recipe;
  recipe.cut_out.method = compositor::CutOut::Method::kOval;
  REQUIRE(easel.render(recipe, "mask:64").error().code == ErrorCode::kInvalidRecipe);  // no photo
  REQUIRE(easel.show_photo(grey(400, 300)));
  const auto mask = easel.render(recipe, "mask:64");
  REQUIRE(mask);
  REQUIRE(mask->width == 64);
  REQUIRE(mask->height == 48);
  REQUIRE(mask->rgba[3] == 0);
  REQUIRE(mask->rgba[4 * (24 * 64 + 32) + 3] == 255);
  const auto* wrong = GENERATE("mask:", "mask:6o", "mask:4", "mask:-64");
  REQUIRE(easel.render(recipe, wrong).error().code == ErrorCode::kInvalidTarget);
}
