#include "model/studio.h"

#include <catch2/catch.hpp>

#include "compositor/codec.h"
#include "compositor/json.h"

using compositor::ErrorCode;

namespace {

std::vector<std::uint8_t> grey_png(int width, int height) {
  compositor::Image image{width, height, std::vector<std::uint8_t>(4 * std::size_t(width) * height, 128)};
  return compositor::encode_png(image);
}

}  // namespace

TEST_CASE("a photo opens with a fresh recipe of its own size") {
  model::Studio studio;
  REQUIRE(studio.load_photo(grey_png(120, 90)));
  REQUIRE(studio.photo().width == 120);
  REQUIRE(studio.editor().photo().height == 90);
  REQUIRE(compositor::validate(studio.editor().recipe()));
}

TEST_CASE("a photo that cannot be read leaves the open one alone") {
  model::Studio studio;
  REQUIRE(studio.load_photo(grey_png(120, 90)));
  studio.editor().move_by(7, 0);
  const auto recipe = compositor::recipe_to_json(studio.editor().recipe());
  auto cut_short = grey_png(200, 200);
  cut_short.resize(cut_short.size() / 2);
  REQUIRE_FALSE(studio.load_photo(cut_short));
  REQUIRE(studio.photo().width == 120);
  REQUIRE(compositor::recipe_to_json(studio.editor().recipe()) == recipe);
}

TEST_CASE("another photo begins anew, without the first one's undo steps") {
  model::Studio studio;
  REQUIRE(studio.load_photo(grey_png(120, 90)));
  studio.editor().move_by(7, 0);
  REQUIRE(studio.load_photo(grey_png(90, 120)));
  REQUIRE_FALSE(studio.editor().can_undo());
}

TEST_CASE("a recipe comes back from its own JSON and can be undone") {
  model::Studio studio;
  REQUIRE(studio.load_photo(grey_png(120, 90)));
  const auto json = compositor::recipe_to_json(studio.editor().recipe());
  studio.editor().rotate_by(20);
  REQUIRE(studio.set_recipe_json(json));
  REQUIRE(compositor::recipe_to_json(studio.editor().recipe()) == json);
  studio.editor().undo();
  REQUIRE(studio.editor().recipe().oval.degrees == Approx(20));
}

TEST_CASE("a bad recipe is refused and changes nothing") {
  const auto json = GENERATE("", "{}", "not json", R"({"version":1,"oval":{"cx":7,"cy":0.5,"rx":0.2,"ry":0.2}})");
  model::Studio studio;
  REQUIRE(studio.load_photo(grey_png(120, 90)));
  const unsigned revision = studio.editor().revision();
  const auto result = studio.set_recipe_json(json);
  REQUIRE_FALSE(result);
  REQUIRE(result.error().code == ErrorCode::kInvalidRecipe);
  REQUIRE(studio.editor().revision() == revision);
}

TEST_CASE("before there is a scene or a photo, a picture is refused with words") {
  model::Studio studio;
  REQUIRE(studio.render("preview:800x960").error().code == ErrorCode::kInvalidScene);
  REQUIRE(studio.render_draft("preview:800x960").error().code == ErrorCode::kInvalidScene);
  REQUIRE_FALSE(studio.set_recipe_json("{}"));
}

TEST_CASE("a scene cut short is refused") {
  const std::vector<std::uint8_t> rubbish(100, 7);
  model::Studio studio;
  REQUIRE(studio.load_scene(rubbish).error().code == ErrorCode::kInvalidScene);
}

TEST_CASE("a photo shown by a smaller copy is edited in its own size") {
  model::Studio studio;
  const compositor::Image copy{60, 45, std::vector<std::uint8_t>(4 * 60 * 45, 128)};
  REQUIRE(studio.show_photo(copy, {120, 90}));
  REQUIRE(studio.editor().photo().width == 120);
  studio.editor().move_by(6, 0);
  const auto recipe = compositor::recipe_to_json(studio.editor().recipe());
  REQUIRE_FALSE(studio.complete_photo(grey_png(90, 120)));
  REQUIRE(studio.photo().width == 60);
  REQUIRE(studio.complete_photo(grey_png(120, 90)));
  REQUIRE(studio.photo().width == 120);
  REQUIRE(compositor::recipe_to_json(studio.editor().recipe()) == recipe);
  REQUIRE(studio.editor().can_undo());
  REQUIRE_FALSE(studio.show_photo(copy, {59, 90}));
}

TEST_CASE("nothing is painted from a smaller copy, only from the photo itself") {
  const int copy_width = GENERATE(60, 120);
  model::Studio studio;
  const compositor::Image copy{copy_width, 45, std::vector<std::uint8_t>(4 * std::size_t(copy_width) * 45, 128)};
  REQUIRE(studio.show_photo(copy, {120, 90}));
  REQUIRE(studio.render("preview:800x960").error().code == ErrorCode::kCorruptImage);
  REQUIRE(studio.complete_photo(grey_png(120, 90)));
  REQUIRE(studio.render("preview:800x960").error().code == ErrorCode::kInvalidScene);  // what is missing now is a scene
}

TEST_CASE("no print is judged before the painting is loaded") {
  model::Studio studio;
  REQUIRE(studio.load_photo(grey_png(120, 90)));
  REQUIRE(studio.printed_pet("tee").error().code == ErrorCode::kInvalidScene);
}
