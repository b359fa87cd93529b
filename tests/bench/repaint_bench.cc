// What painting anew costs when the oval or only the pose has moved, and how long Stop waits, natively and under node:
// repaint_bench SCENE PHOTO.jpg OVAL, the oval as cx,cy,rx,ry,degrees. Pictures of 800x960; the best of many, because other
// programs only ever add to it. CPU time natively; under node, which does not tell it, time.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>

#include "measuring.h"
#include "model/easel.h"

namespace {

constexpr int kTimes = 24;

double milliseconds_since(std::clock_t start) { return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }

struct Cost {
  double picture = 1e9;
  double deaf = 1e9;  // the longest that nobody asked whether to go on: until then Stop is not heard
};

// The least of kTimes pictures, each of another recipe; negative when one was refused.
template <class Move>
Cost least(model::Easel& easel, compositor::Recipe recipe, Move move) {
  Cost cost;
  for (int i = 0; i < kTimes; ++i) {
    move(recipe, i % 2 == 0 ? 0.002 * i : -0.002 * i);
    const std::clock_t start = std::clock();
    std::clock_t asked = start;
    double deaf = 0;
    const auto go_on = [&](double) {
      deaf = std::max(deaf, milliseconds_since(asked));
      asked = std::clock();
      return true;
    };
    if (!easel.render(recipe, "preview:800x960", go_on)) return {-1, -1};
    cost = {std::min(cost.picture, milliseconds_since(start)), std::min(cost.deaf, std::max(deaf, milliseconds_since(asked)))};
  }
  return cost;
}

}  // namespace

int main(int argc, char** argv) {
  compositor::Recipe recipe;
  compositor::Oval& oval = recipe.oval;
  if (argc != 4 || std::sscanf(argv[3], "%lf,%lf,%lf,%lf,%lf", &oval.cx, &oval.cy, &oval.rx, &oval.ry, &oval.degrees) != 5) return 2;
  model::Easel easel;
  if (!easel.load_scene(bench::read_file(argv[1])) || !easel.load_photo(bench::read_file(argv[2]))) return 1;
  const compositor::Oval from = oval;
  const Cost moved = least(easel, recipe, [&](compositor::Recipe& to, double by) { to.oval.cx = from.cx + by, to.oval.cy = from.cy - by / 2; });
  const Cost posed = least(easel, recipe, [](compositor::Recipe& to, double by) { to.pose.dx = 100 * by; });
  std::printf("{\"oval_ms\": %.1f, \"pose_ms\": %.1f, \"stop_ms\": %.1f}\n", moved.picture, posed.picture, std::max(moved.deaf, posed.deaf));
  return moved.picture < 0 || posed.picture < 0 ? 1 : 0;
}
