// Hidden; run by hand: compositor_tests "[bench]" (native) or node compositor_tests.js "[bench]".
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <vector>

#include "compositor/codec.h"
#include "compositor/render.h"
#include "fixtures/pictures.h"

namespace {

template <class Work>
double milliseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("cost of one drag frame, one print and its PNG", "[.][bench]") {
  auto scene = fixtures::scene();
  scene.head.height = 33;  // of 100 units across: the share of the frame that The Scream's head has
  const auto photo = fixtures::photo(2400, 1800);
  const compositor::Target target{scene.frame, 800, 960};
  compositor::RenderCache cache;
  compositor::Recipe recipe;
  REQUIRE(compositor::draw_draft(scene, recipe, photo, target, cache));
  const double preview_ms = milliseconds([&] { REQUIRE(compositor::render(scene, recipe, photo, target, {.cache = &cache})); });
  recipe.pose.dx = 1;
  const double moved_ms = milliseconds([&] { REQUIRE(compositor::render(scene, recipe, photo, target, {.cache = &cache})); });
  std::vector<double> frames;
  for (int i = 0; i < 40; ++i) {
    recipe.oval.cx = 0.4 + 0.005 * i;
    recipe.pose.degrees = i;
    frames.push_back(milliseconds([&] { REQUIRE(compositor::draw_draft(scene, recipe, photo, target, cache)); }));
  }
  std::sort(frames.begin(), frames.end());
  compositor::Image print;
  const double render_ms = milliseconds([&] { print = *compositor::render(scene, recipe, photo, {scene.crops.at("tee"), 3600, 4800}); });
  std::size_t size = 0;
  const double encode_ms = milliseconds([&] { size = compositor::encode_png(print).size(); });
  WARN("drag frame 800x960: median " << frames[20] << " ms, worst " << frames.back() << " ms; painted " << preview_ms << " ms, painted again in another place " << moved_ms << " ms; print 3600x4800: render " << render_ms
                                     << " ms, PNG " << encode_ms << " ms, " << size << " bytes");
}
