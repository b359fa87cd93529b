#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <memory>

#include "compositor/render.h"
#include "fixtures/pictures.h"
#include "scene/print_layers.h"

using compositor::ErrorCode;
using compositor::Image;
using compositor::Recipe;
using compositor::render;
using compositor::RenderCache;
using compositor::Target;

namespace {

const std::uint8_t* pixel(const Image& image, int x, int y) { return &image.rgba[4 * static_cast<std::size_t>(y * image.width + x)]; }

Recipe random_recipe(fixtures::Random& random) {
  Recipe recipe;
  recipe.oval = {random.between(0, 1), random.between(0, 1), random.between(0.01, 1), random.between(0.01, 1), random.between(-180, 180)};
  recipe.pose = {random.between(-40, 40), random.between(-40, 40), random.between(0.5, 2), random.between(-180, 180)};
  recipe.style = {random.between(0.5, 2), random.between(0, 1), random.between(0, 1), random.between(1, 1.3)};
  recipe.eyes = {{random.between(0, 1), random.between(0, 1), random.between(0.001, 0.2)}};
  return recipe;
}

}  // namespace

TEST_CASE("the picture has the target's size and is opaque") {
  const auto scene = fixtures::scene();
  const auto picture = render(scene, {}, fixtures::photo(320, 240), {scene.frame, 123, 77});
  REQUIRE(picture);
  REQUIRE(picture->width == 123);
  REQUIRE(picture->height == 77);
  for (std::size_t i = 3; i < picture->rgba.size(); i += 4) REQUIRE(picture->rgba[i] == 255);
}

TEST_CASE("the painted pet fills the head's place, behind the foreground") {
  auto scene = fixtures::scene();
  scene.palette.clear();
  const auto picture = render(scene, {}, fixtures::flat(200, 200, 10, 220, 20), {{10, 20, 100, 120}, 500, 600});
  REQUIRE(picture);
  double green = 0;
  for (int y = 230; y < 270; ++y) {
    for (int x = 230; x < 270; ++x) green += pixel(*picture, x, y)[1] / 1600.0;
  }
  REQUIRE(green == Approx(220).margin(15));
  REQUIRE(static_cast<int>(pixel(*picture, 200, 260)[0]) == 200);
}

TEST_CASE("in a draft the pet fills the head's place, behind the foreground") {
  auto scene = fixtures::scene();
  scene.palette.clear();
  const Target target{{10, 20, 100, 120}, 500, 600};
  const auto picture = compositor::render_draft(scene, {}, fixtures::flat(200, 200, 10, 250, 20), target);
  REQUIRE(picture);
  const std::uint8_t* center = pixel(*picture, 250, 250);
  REQUIRE(static_cast<int>(center[1]) == 250);
  // The left bar covers units 47.5..52.5 across and 60..95 down.
  const std::uint8_t* bar = pixel(*picture, 200, 260);
  REQUIRE(static_cast<int>(bar[0]) == 200);
  REQUIRE(static_cast<int>(bar[1]) == 150);
}

TEST_CASE("far from the head nothing depends on the pet") {
  const auto scene = fixtures::scene();
  const Target target{scene.frame, 200, 240};
  const auto one = render(scene, {}, fixtures::flat(200, 200, 255, 0, 0), target);
  const auto other = render(scene, {}, fixtures::photo(300, 200), target);
  REQUIRE(one);
  REQUIRE(other);
  for (int x = 0; x < 200; ++x) REQUIRE(std::equal(pixel(*one, x, 0), pixel(*one, x, 0) + 4, pixel(*other, x, 0)));
}

TEST_CASE("with a cache the painted picture is the same, whatever was drawn before") {
  const auto scene = fixtures::scene();
  const Image photos[] = {fixtures::photo(320, 240), fixtures::photo(150, 333)};
  const Target target{scene.frame, 160, 192};
  RenderCache cache;
  Recipe recipe;
  for (int i = 0; i < 6; ++i) {
    // First the pose, then the oval, then the photo changes.
    recipe.pose.dx = i;
    recipe.oval.rx = i < 3 ? 0.3 : 0.2;
    const Image& photo = photos[i < 5 ? 0 : 1];
    REQUIRE(render(scene, recipe, photo, target, {.cache = &cache})->rgba == render(scene, recipe, photo, target)->rgba);
    REQUIRE(compositor::render_draft(scene, recipe, photo, target, {.cache = &cache})->rgba == compositor::render_draft(scene, recipe, photo, target)->rgba);
  }
}

TEST_CASE("with a cache a draft is the same, whatever was drawn before") {
  const auto scene = fixtures::scene();
  const Image photos[] = {fixtures::photo(320, 240), fixtures::photo(150, 333)};
  const Target targets[] = {{scene.frame, 160, 192}, {scene.crops.at("hat"), 250, 100}};
  fixtures::Random random(21);
  RenderCache cache;
  for (int i = 0; i < 60; ++i) {
    const Recipe recipe = random_recipe(random);
    const Image& photo = photos[random.below(4) == 0 ? 1 : 0];
    const Target& target = targets[random.below(4) == 0 ? 1 : 0];
    const auto with = compositor::render_draft(scene, recipe, photo, target, {.cache = &cache});
    const auto kept = compositor::draw_draft(scene, recipe, photo, target, cache);
    const auto without = compositor::render_draft(scene, recipe, photo, target);
    REQUIRE((*kept)->rgba == without->rgba);
    REQUIRE(with);
    REQUIRE(without);
    REQUIRE(with->rgba == without->rgba);
  }
}

TEST_CASE("with a cache each choice of style and every eye is followed") {
  const auto scene = fixtures::scene();
  const Image photo = fixtures::photo(320, 240);
  const Target target{scene.frame, 160, 192};
  std::vector<Recipe> recipes(6);
  recipes[1].style.brush = 1.5;
  recipes[2].style.palette = 0;
  recipes[3].style.relief = 1;
  recipes[4].style.stretch = 1.3;
  recipes[5].eyes = {{0.45, 0.45, 0.05}};
  RenderCache cache;
  std::vector<Image> pictures;
  for (const Recipe& recipe : recipes) {
    pictures.push_back(*render(scene, recipe, photo, target, {.cache = &cache}));
    REQUIRE(pictures.back().rgba == render(scene, recipe, photo, target)->rgba);
    REQUIRE(compositor::render_draft(scene, recipe, photo, target, {.cache = &cache})->rgba == compositor::render_draft(scene, recipe, photo, target)->rgba);
  }
  for (std::size_t i = 1; i < pictures.size(); ++i) REQUIRE(pictures[i].rgba != pictures[0].rgba);
}

TEST_CASE("the draft shows the pet as far up and down as the painted picture") {
  auto scene = fixtures::scene();
  scene.palette.clear();
  scene.foreground = fixtures::flat(240, 300, 0, 0, 0, 0);
  const Target target{scene.frame, 200, 240};
  // The rows in the head's column where something green was put on the plate.
  const auto rows = [&](const Image& picture) {
    int count = 0;
    for (int y = 0; y < 240; ++y) count += pixel(picture, 100, y)[1] > 150 && pixel(picture, 100, y)[0] < 80;
    return count;
  };
  int last = 0;
  for (const double stretch : {1.0, 1.15, 1.3}) {
    Recipe recipe;
    recipe.cut_out.method = compositor::CutOut::Method::kOval;
    recipe.style.stretch = stretch;
    const Image photo = fixtures::flat(200, 200, 10, 230, 20);
    const int painted = rows(*render(scene, recipe, photo, target)), sketched = rows(*compositor::render_draft(scene, recipe, photo, target));
    CAPTURE(stretch, painted, sketched);
    REQUIRE(sketched > last);
    REQUIRE(std::abs(painted - sketched) <= 0.12 * painted);
    last = sketched;
  }
}

TEST_CASE("the cache notices another photo at the same address, and another scene") {
  auto scene = fixtures::scene();
  const Target target{scene.frame, 160, 192};
  Image photo = fixtures::photo(320, 240);
  RenderCache cache;
  REQUIRE(render(scene, {}, photo, target, {.cache = &cache}));
  std::fill(photo.rgba.begin(), photo.rgba.end(), std::uint8_t{255});
  REQUIRE(render(scene, {}, photo, target, {.cache = &cache})->rgba == render(scene, {}, photo, target)->rgba);
  scene.plate = fixtures::flat(240, 300, 1, 2, 3);
  REQUIRE(render(scene, {}, photo, target, {.cache = &cache})->rgba == render(scene, {}, photo, target)->rgba);
}

TEST_CASE("the cache follows a photo that moved elsewhere in memory") {
  const auto scene = fixtures::scene();
  const Target target{scene.frame, 160, 192};
  RenderCache cache;
  auto first = std::make_unique<Image>(fixtures::photo(320, 240));
  const auto before = render(scene, {}, *first, target, {.cache = &cache});
  const auto second = std::make_unique<Image>(std::move(*first));
  first.reset();
  REQUIRE(render(scene, {}, *second, target, {.cache = &cache})->rgba == before->rgba);
}

TEST_CASE("the caller's threads, a cache and progress change nothing") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(320, 240);
  const Target target{scene.frame, 160, 192};
  const auto alone = render(scene, {}, photo, target);
  std::vector<double> told;
  const auto backwards = [](int count, const std::function<void(int)>& job) {
    for (int i = count; i > 0; --i) job(i - 1);
  };
  RenderCache cache;
  const auto other = render(scene, {}, photo, target, {.cache = &cache, .for_each = backwards, .progress = [&](double done) { return told.push_back(done), true; }});
  REQUIRE(other->rgba == alone->rgba);
  REQUIRE(told.size() > 10);
  REQUIRE(std::is_sorted(told.begin(), told.end()));
  REQUIRE(told.back() == Approx(1));
}

TEST_CASE("planning can be stopped at many places") {
  const auto scene = fixtures::scene();
  std::vector<double> told;
  REQUIRE(render(scene, {}, fixtures::photo(640, 480), {scene.frame, 160, 192}, {.progress = [&](double done) { return told.push_back(done), true; }}));
  const auto planned = std::count_if(told.begin(), told.end(), [](double done) { return done <= 0.5; });
  REQUIRE(planned > 30);
  for (std::size_t i = 1; i < told.size(); ++i) REQUIRE(told[i] - told[i - 1] <= 0.16);
}

TEST_CASE("a canceled picture leaves nothing behind in the cache") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(320, 240);
  const Target target{scene.frame, 160, 192};
  const auto whole = render(scene, {}, photo, target);
  for (const double until : {0.0, 0.05, 0.3, 0.5, 0.8, 0.95}) {
    RenderCache cache;
    const auto stopped = render(scene, {}, photo, target, {.cache = &cache, .progress = [until](double done) { return done <= until; }});
    REQUIRE(stopped.error().code == ErrorCode::kCanceled);
    REQUIRE(render(scene, {}, photo, target, {.cache = &cache})->rgba == whole->rgba);
  }
}

TEST_CASE("a print that the scene has layers for is drawn on them") {
  auto scene = fixtures::scene();
  const auto photo = fixtures::photo(200, 200);
  const Target target{scene.crops.at("hat"), 300, 120};
  scene.prints.push_back(compositor::scene::pack_print({target.crop, fixtures::flat(300, 120, 1, 2, 3), fixtures::flat(300, 120, 0, 0, 0, 0)}));
  REQUIRE(static_cast<int>(pixel(*render(scene, {}, photo, target), 5, 5)[2]) == 3);
  REQUIRE(static_cast<int>(pixel(*render(scene, {}, photo, {target.crop, 200, 80}), 5, 5)[2]) != 3);
}

TEST_CASE("extreme but allowed recipes draw something") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(64, 900);
  for (const double radius : {0.01, 1.0}) {
    for (const double center : {0.0, 1.0}) {
      Recipe recipe;
      recipe.oval = {center, center, radius, 1.01 - radius, 180};
      recipe.pose = {-40, 40, 2, -180};
      const auto picture = render(scene, recipe, photo, {scene.frame, 100, 120});
      // One of the ovals is half a pixel wide: nothing is in it.
      if (radius < 1) REQUIRE(picture.error().code == ErrorCode::kInvalidRecipe);
      if (radius == 1) REQUIRE(picture);
    }
  }
}

TEST_CASE("a pet that was erased is refused in words, one that has everything added is drawn") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(300, 200);
  for (const auto method : {compositor::CutOut::Method::kOval, compositor::CutOut::Method::kAuto}) {
    for (const bool add : {false, true}) {
      Recipe recipe;
      recipe.cut_out.method = method;
      for (double y = 0; y <= 1; y += 0.2) recipe.cut_out.strokes.push_back({add, 0.3, {{0, y}, {1, y}}});
      const auto picture = render(scene, recipe, photo, {scene.frame, 100, 120});
      if (add) REQUIRE(picture);
      if (!add) REQUIRE(picture.error().code == ErrorCode::kInvalidRecipe);
    }
  }
}

TEST_CASE("the brush changes the picture, with a cache, too") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(300, 200);
  const Target target{scene.frame, 100, 120};
  RenderCache cache;
  Recipe recipe;
  const auto before = render(scene, recipe, photo, target, {.cache = &cache});
  recipe.cut_out.strokes.push_back({false, 0.1, {{0.5, 0.4}, {0.6, 0.5}}});
  const auto erased = render(scene, recipe, photo, target, {.cache = &cache});
  REQUIRE(erased->rgba != before->rgba);
  REQUIRE(erased->rgba == render(scene, recipe, photo, target)->rgba);
}

TEST_CASE("what cannot be drawn is refused with its reason") {
  const auto scene = fixtures::scene();
  const auto photo = fixtures::photo(200, 200);
  const Target target{scene.frame, 100, 120};
  const auto code = [&](const auto& s, const Recipe& r, const Image& p, const Target& t) { return render(s, r, p, t).error().code; };

  Recipe outside;
  outside.oval.cx = 1.5;
  REQUIRE(code(scene, outside, photo, target) == ErrorCode::kInvalidRecipe);
  REQUIRE(code(scene, {}, fixtures::photo(63, 200), target) == ErrorCode::kImageTooSmall);
  REQUIRE(code(scene, {}, Image{200, 200, {}}, target) == ErrorCode::kImageTooSmall);
  REQUIRE(code(scene, {}, photo, {scene.frame, 0, 120}) == ErrorCode::kInvalidTarget);
  REQUIRE(code(scene, {}, photo, {scene.frame, 100, 10000}) == ErrorCode::kInvalidTarget);
  REQUIRE(code(scene, {}, photo, {{0, 0, std::numeric_limits<double>::quiet_NaN(), 5}, 100, 100}) == ErrorCode::kInvalidTarget);
  auto broken = scene;
  broken.foreground = {};
  REQUIRE(code(broken, {}, photo, target) == ErrorCode::kInvalidScene);
}
