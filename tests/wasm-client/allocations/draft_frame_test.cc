// A program of its own, because it replaces the global operator new to count what is asked of it.
#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <new>

#include "fixtures/pictures.h"
#include "model/easel.h"

namespace {

std::atomic<long> allocations{0};

void* count_and_allocate(std::size_t size) {
  ++allocations;
  if (void* at = std::malloc(size == 0 ? 1 : size)) return at;
  throw std::bad_alloc();
}

constexpr const char* kTarget = "preview:800x960";
constexpr int kFrames = 60;

fixtures::Bytes scene_file() {
  std::ifstream file(PICASSO_BINARY_DIR "/scenes/the-scream.scene", std::ios::binary);
  return fixtures::Bytes(std::istreambuf_iterator<char>(file), {});
}

// Of kFrames drafts, each of a recipe that `move` has changed, after a first one that fills the caches.
long allocations_of_frames(model::Easel& easel, compositor::Recipe recipe, const std::function<void(compositor::Recipe&, double)>& move) {
  REQUIRE(easel.render_draft(recipe, kTarget));
  long count = 0;
  bool drawn = true;
  for (int frame = 0; frame < kFrames; ++frame) {
    move(recipe, static_cast<double>(frame) / kFrames);
    const long before = allocations;
    drawn = drawn && easel.render_draft(recipe, kTarget).has_value();
    count += allocations - before;
  }
  REQUIRE(drawn);
  return count;
}

}  // namespace

void* operator new(std::size_t size) { return count_and_allocate(size); }
void* operator new[](std::size_t size) { return count_and_allocate(size); }
void operator delete(void* at) noexcept { std::free(at); }
void operator delete[](void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete[](void* at, std::size_t) noexcept { std::free(at); }

TEST_CASE("no frame of a drag allocates memory, whatever is dragged") {
  model::Easel easel;
  REQUIRE(easel.load_scene(scene_file()));
  REQUIRE(easel.show_photo(fixtures::photo(1200, 900)));
  compositor::Recipe recipe;
  recipe.oval = {0.5, 0.5, 0.2, 0.25, 5};

  SECTION("the oval") {
    REQUIRE(allocations_of_frames(easel, recipe, [](auto& to, double part) { to.oval.cx = 0.3 + 0.4 * part, to.oval.cy = 0.4 + 0.1 * part; }) == 0);
  }
  SECTION("its size and its turn") {
    REQUIRE(allocations_of_frames(easel, recipe, [](auto& to, double part) { to.oval.rx = 0.1 + 0.2 * part, to.oval.degrees = 60 * part; }) == 0);
  }
  SECTION("the pose") {
    REQUIRE(allocations_of_frames(easel, recipe, [](auto& to, double part) { to.pose.dx = 20 * part, to.pose.scale = 1 + 0.4 * part; }) == 0);
  }
  SECTION("a photo with eyes that were tapped") {
    recipe.eyes = {{0.45, 0.45, 0.02}, {0.55, 0.45, 0.02}};
    REQUIRE(allocations_of_frames(easel, recipe, [](auto& to, double part) { to.oval.cx = 0.4 + 0.2 * part; }) == 0);
  }
}

TEST_CASE("what is counted is what the program allocates") {
  const long before = allocations;
  const auto kept = std::make_unique<int>(1);
  REQUIRE(*kept == 1);
  REQUIRE(allocations > before);
}
