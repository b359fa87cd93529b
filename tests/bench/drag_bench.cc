// What following a pointer costs, natively and under node: drag_bench SCENE PHOTO.jpg. Frames of 800x960, the oval moving.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "measuring.h"
#include "model/easel.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  model::Easel easel;
  if (!easel.load_scene(bench::read_file(argv[1])) || !easel.load_photo(bench::read_file(argv[2]))) return 1;
  // The page draws from the painter's smaller copy, not from twelve million pixels.
  if (!easel.show_photo(easel.small_copy())) return 1;
  compositor::Recipe recipe;
  std::vector<double> frames;
  for (int i = 0; i < 130; ++i) {
    recipe.oval.cx = 0.3 + 0.002 * i;
    recipe.oval.cy = 0.4 + 0.001 * i;
    const auto start = bench::Clock::now();
    if (!easel.render_draft(recipe, "preview:800x960")) return 1;
    // The first ones fill caches and wait for the compiler inside node.
    if (i >= 10) frames.push_back(bench::milliseconds(start, bench::Clock::now()));
  }
  std::sort(frames.begin(), frames.end());
  std::printf("{\"median_ms\": %.2f, \"p95_ms\": %.2f}\n", frames[frames.size() / 2], frames[frames.size() * 95 / 100]);
}
