// What painting anew costs when the oval or only the pose has moved, natively and under node: repaint_bench SCENE PHOTO.jpg
// OVAL, cx,cy,rx,ry,degrees. Pictures of 800x960; the best of many, because other programs only ever add to it.
#include <algorithm>
#include <cstdio>
#include <string>

#include "measuring.h"
#include "model/easel.h"

namespace {

constexpr int kTimes = 24;

// Milliseconds of the quickest of kTimes pictures, each of another recipe; negative when one was refused.
template <class Move>
double best(model::Easel& easel, compositor::Recipe recipe, Move move) {
  double least = 1e9;
  for (int i = 0; i < kTimes; ++i) {
    move(recipe, i % 2 == 0 ? 0.002 * i : -0.002 * i);
    const auto start = bench::Clock::now();
    if (!easel.render(recipe, "preview:800x960")) return -1;
    least = std::min(least, bench::milliseconds(start, bench::Clock::now()));
  }
  return least;
}

}  // namespace

int main(int argc, char** argv) {
  compositor::Recipe recipe;
  compositor::Oval& oval = recipe.oval;
  if (argc != 4 || std::sscanf(argv[3], "%lf,%lf,%lf,%lf,%lf", &oval.cx, &oval.cy, &oval.rx, &oval.ry, &oval.degrees) != 5) return 2;
  model::Easel easel;
  if (!easel.load_scene(bench::read_file(argv[1])) || !easel.load_photo(bench::read_file(argv[2]))) return 1;
  const compositor::Oval from = oval;
  const double moved = best(easel, recipe, [&](compositor::Recipe& to, double by) { to.oval.cx = from.cx + by, to.oval.cy = from.cy - by / 2; });
  const double posed = best(easel, recipe, [](compositor::Recipe& to, double by) { to.pose.dx = 100 * by; });
  std::printf("{\"oval_ms\": %.1f, \"pose_ms\": %.1f}\n", moved, posed);
  return moved < 0 || posed < 0 ? 1 : 0;
}
