// A print from photo bytes to PNG bytes on two threads, its background baked: painted_bench SCENES PHOTO.jpg SPEC REPETITIONS
// [POSE_SCALE [BRUSH]]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "compositor/codec.h"
#include "compositor/print.h"
#include "measuring.h"
#include "render/render_cache.h"
#include "two_threads.h"

namespace {

using namespace compositor;
using bench::Bytes;
using bench::Clock;

struct Times {
  double plan = 1e9, total = 1e9;
  std::size_t strokes = 0, file = 0;
};

Scene open_scene(const std::string& folder, const std::string& spec) {
  Scene scene = *load_scene(bench::read_file(folder + "/the-scream.scene"));
  const Bytes layers = bench::read_file(folder + "/the-scream." + spec + ".layer");
  if (!attach_print(scene, layers)) std::abort();
  return scene;
}

// The strokes are all that a picture of a few pixels costs.
double plan_time(const Scene& scene, const Recipe& recipe, const Bytes& jpeg, const ForEach& threads, std::size_t& strokes) {
  const Image photo = *decode_photo(jpeg, threads);
  RenderCache cache;
  const auto start = Clock::now();
  if (!render(scene, recipe, photo, *preview_target(scene, 16, 16), {&cache, threads, {}})) std::abort();
  const auto end = Clock::now();
  strokes = cache.state().strokes.strokes.size();
  return bench::milliseconds(start, end);
}

double total_time(const Scene& scene, const Recipe& recipe, const Bytes& jpeg, const Target& target, const ForEach& threads, std::size_t& file) {
  const auto start = Clock::now();
  const Image photo = *decode_photo(jpeg, threads);
  const auto print = render_png(scene, recipe, photo, target, {}, {nullptr, threads, {}});
  if (!print) std::abort();
  file = print->size();
  return bench::milliseconds(start, Clock::now());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const Scene scene = open_scene(argv[1], argv[3]);
  const Bytes jpeg = bench::read_file(argv[2]);
  Recipe recipe;
  recipe.oval = {0.375, 0.4, 0.055, 0.085, 0};
  if (argc > 5) recipe.pose.scale = std::atof(argv[5]);
  if (argc > 6) recipe.style.brush = std::atof(argv[6]);
  const Target target = *print_target(scene, argv[3]);
  TwoThreads pool;
  const ForEach threads = std::ref(pool);
  Times best;
  for (int i = 0; i < std::atoi(argv[4]); ++i) best.total = std::min(best.total, total_time(scene, recipe, jpeg, target, threads, best.file));
  const double memory = bench::peak_memory();
  for (int i = 0; i < std::atoi(argv[4]); ++i) best.plan = std::min(best.plan, plan_time(scene, recipe, jpeg, threads, best.strokes));
  std::printf("{\"plan_ms\": %.1f, \"total_ms\": %.1f, \"rss_mb\": %.1f, \"strokes\": %zu, \"file_mb\": %.2f, \"canvas_mp\": %.2f}\n", best.plan, best.total, memory,
              best.strokes, static_cast<double>(best.file) / 1e6, static_cast<double>(target.width_px) * target.height_px / 1e6);
}
