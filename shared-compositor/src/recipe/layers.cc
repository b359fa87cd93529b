#include "recipe/layers.h"

namespace compositor::recipe {
namespace {

bool same(const Rect& a, const Rect& b) { return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height; }

}  // namespace

Layers layers_for(const Scene& scene, const Target& target) {
  for (const PackedPrint& print : scene.prints) {
    if (same(print.extent, target.crop) && print.finished.width == target.width_px && print.finished.height == target.height_px) {
      return {.extent = print.extent, .width = target.width_px, .height = target.height_px, .print = &print};
    }
  }
  return {.extent = scene.extent, .width = scene.plate.width, .height = scene.plate.height, .plate = &scene.plate, .foreground = &scene.foreground};
}

}  // namespace compositor::recipe

namespace compositor {

bool has_print_layers(const Scene& scene, const Target& target) { return recipe::layers_for(scene, target).print != nullptr; }

}  // namespace compositor
