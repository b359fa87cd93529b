#include "compositor/print.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "compositor/print_spec.h"
#include "fixtures/pictures.h"
#include "scene/print_layers.h"

using compositor::encode_png;
using compositor::Recipe;
using compositor::render;
using compositor::render_png;
using compositor::Target;

namespace {

void require_same_file(const compositor::Scene& scene, const Recipe& recipe, const Target& target) {
  const auto photo = fixtures::photo(320, 240);
  const auto picture = render(scene, recipe, photo, target);
  REQUIRE(picture);
  const auto file = render_png(scene, recipe, photo, target);
  REQUIRE(file);
  REQUIRE(*file == encode_png(*picture));
}

// The fixture's scene with layers for a print of 405 x 540: hands over rows 200 to 290, and some behind the pet.
compositor::Scene scene_with_print(Target& target) {
  auto scene = fixtures::scene();
  target = {scene.crops.at("tee"), 405, 540};
  auto foreground = fixtures::spot(405, 540, 150, 200);
  const auto more = fixtures::spot(405, 540, 230, 250);
  for (std::size_t i = 0; i < more.rgba.size(); i += 4) {
    if (more.rgba[i + 3] > 0) std::copy_n(&more.rgba[i], 4, &foreground.rgba[i]);
  }
  scene.prints.push_back(compositor::scene::pack_print({target.crop, fixtures::photo(405, 540), foreground}));
  return scene;
}

}  // namespace

TEST_CASE("a print's file is the picture's, wherever the pet is") {
  Target target;
  const auto scene = scene_with_print(target);
  fixtures::Random random(4);
  for (int i = 0; i < 12; ++i) {
    Recipe recipe;
    recipe.oval.degrees = random.between(-180, 180);
    recipe.pose = {random.between(-40, 40), random.between(-40, 40), random.between(0.5, 2), random.between(-180, 180)};
    INFO(recipe.pose.dx << ' ' << recipe.pose.dy << ' ' << recipe.pose.scale);
    require_same_file(scene, recipe, target);
  }
}

TEST_CASE("a print on its own layers is the one on the same pictures without them") {
  Target target;
  const auto packed = scene_with_print(target);
  auto plain = packed;
  plain.prints.clear();
  plain.extent = target.crop;
  plain.plate = {405, 540, fixtures::Bytes(4 * 405 * 540)};
  plain.foreground = plain.plate;
  const auto& print = packed.prints[0];
  REQUIRE(compositor::unpack_png_strips(print.finished, {0, 540}, plain.plate, 0, 0));
  REQUIRE(compositor::unpack_png_strips(print.plate, {0, 540}, plain.plate, 0, 0));
  REQUIRE(compositor::unpack_png_strips(print.foreground, {0, 540}, plain.foreground, print.foreground_x, print.foreground_y));
  const auto photo = fixtures::photo(320, 240);
  REQUIRE(render(packed, {}, photo, target)->rgba == render(plain, {}, photo, target)->rgba);
}

TEST_CASE("pictures without layers, with alpha or of another resolution are whole, too") {
  Target target;
  const auto scene = scene_with_print(target);
  require_same_file(scene, {}, {target.crop, 200, 266});
  require_same_file(fixtures::scene(), {}, target);
  const auto photo = fixtures::photo(320, 240);
  const compositor::PngOptions options{.dpi = 72, .opaque = false};
  REQUIRE(*render_png(scene, {}, photo, target, options) == encode_png(*render(scene, {}, photo, target), options));
}

TEST_CASE("threads, a cache and progress do not change a print's file") {
  Target target;
  const auto scene = scene_with_print(target);
  const auto photo = fixtures::photo(320, 240);
  const auto file = render_png(scene, {}, photo, target);
  const auto backwards = [](int count, const std::function<void(int)>& job) {
    for (int i = count; i > 0; --i) job(i - 1);
  };
  compositor::RenderCache cache;
  std::vector<double> told;
  const compositor::RenderOptions options{.cache = &cache, .for_each = backwards, .progress = [&](double done) { return told.push_back(done), true; }};
  REQUIRE(*render_png(scene, {}, photo, target, {}, options) == *file);
  REQUIRE(std::is_sorted(told.begin(), told.end()));
  REQUIRE(render(scene, {}, photo, target, options)->rgba == render(scene, {}, photo, target)->rgba);
  Recipe lower;
  lower.pose.dy = 20;
  REQUIRE(*render_png(scene, lower, photo, target, {}, options) == *render_png(scene, lower, photo, target));
}

TEST_CASE("a print without the pet is refused, however it was moved out") {
  Target target;
  const auto scene = scene_with_print(target);
  const auto photo = fixtures::photo(320, 240);
  const auto printed = [&](const compositor::Scene& on, const compositor::Pose& pose) {
    Recipe recipe;
    recipe.pose = pose;
    return render_png(on, recipe, photo, target);
  };
  auto without_layers = scene;
  without_layers.prints.clear();
  for (const compositor::Pose pose : {compositor::Pose{40, 0, 1, 0}, {-40, 0, 1, 0}, {0, 40, 1, 0}, {0, -40, 1, 0}}) {
    // The head place lies in the middle of a narrow strip here; what moves out of that is not on the print.
    auto narrow = target;
    narrow.crop = {scene.head.center.x - 6, scene.head.center.y - 6, 12, 12};
    Recipe recipe;
    recipe.pose = pose;
    const auto file = render_png(without_layers, recipe, photo, narrow);
    REQUIRE_FALSE(file);
    REQUIRE(file.error().code == compositor::ErrorCode::kInvalidRecipe);
    REQUIRE(render(without_layers, recipe, photo, narrow));  // the studio still shows it
  }
  REQUIRE(printed(scene, {}));
  REQUIRE(printed(without_layers, {}));
}

TEST_CASE("a strip that does not unpack is an error") {
  Target target;
  auto scene = scene_with_print(target);
  for (auto& byte : scene.prints[0].finished.chunks) byte = 0x55;
  const auto picture = render_png(scene, {}, fixtures::photo(320, 240), target);
  REQUIRE_FALSE(picture);
  REQUIRE(picture.error().code == compositor::ErrorCode::kInvalidScene);
}

#if !defined(__EMSCRIPTEN__)
TEST_CASE("The Scream's prints are the same file with and without the short cut") {
  const auto read = [](const std::string& name) {
    std::ifstream file(std::string(PICASSO_BINARY_DIR) + "/scenes/" + name, std::ios::binary);
    return fixtures::Bytes(std::istreambuf_iterator<char>(file), {});
  };
  auto scene = compositor::load_scene(read("the-scream.scene"));
  REQUIRE(scene);
  for (const auto& spec : compositor::print_specs()) {
    INFO(spec.name);
    REQUIRE(compositor::attach_print(*scene, read("the-scream." + std::string(spec.name) + ".layer")));
    require_same_file(*scene, {}, *compositor::print_target(*scene, spec.name));
    scene->prints.clear();
  }
}
#endif
