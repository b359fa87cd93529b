// One, two and three real threads make the same bytes, from the photo's file to the print's.
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "compositor/codec.h"
#include "compositor/render.h"
#include "fixtures/random_recipe.h"

using compositor::Image;
using compositor::Recipe;
using compositor::Scene;
using compositor::Target;

namespace {

// A ForEach whose jobs are taken by `threads` threads, the caller's among them, each the next one that is left.
compositor::ForEach side_by_side(int threads) {
  return [threads](int count, const std::function<void(int)>& job) {
    std::atomic<int> next{0};
    const auto take = [&] {
      for (int i = next++; i < count; i = next++) job(i);
    };
    std::vector<std::thread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(take);
    take();
    for (std::thread& other : others) other.join();
  };
}

std::vector<fixtures::Bytes> results(const Scene& scene, const std::vector<Recipe>& recipes, const fixtures::Bytes& jpeg, const compositor::ForEach& for_each) {
  const Target preview{scene.frame, 160, 192}, close_up{{45, 50, 30, 36}, 540, 648};
  const Image photo = *compositor::decode_photo(jpeg, for_each);
  std::vector<fixtures::Bytes> out = {photo.rgba};
  for (const Recipe& recipe : recipes) {
    compositor::RenderCache cache;
    const auto draw = [&](const Target& target) { return compositor::render(scene, recipe, photo, target, {.cache = &cache, .for_each = for_each}).value(); };
    out.push_back(draw(preview).rgba);
    out.push_back(compositor::encode_png(draw(close_up), {}, for_each));
    out.push_back(compositor::render_draft(scene, recipe, photo, preview, {.cache = &cache, .for_each = for_each})->rgba);
  }
  return out;
}

}  // namespace

TEST_CASE("pictures and files do not depend on the number of threads") {
  fixtures::Random random(11);
  std::vector<Recipe> recipes = {{}, fixtures::random_recipe(random)};
  recipes[1].oval.rx = 0.15;
  const Scene scene = fixtures::scene();
  const fixtures::Bytes jpeg = fixtures::jpeg(fixtures::photo(700, 520), 85, 6);
  const auto alone = results(scene, recipes, jpeg, {});
  for (const int threads : {2, 3}) {
    const auto with = results(scene, recipes, jpeg, side_by_side(threads));
    for (std::size_t i = 0; i < alone.size(); ++i) {
      INFO(threads << " threads, result " << i);
      REQUIRE((with[i] == alone[i]));
    }
  }
}
