#include "recipe/layers.h"

namespace compositor::recipe {
namespace {

bool same(const Rect& a, const Rect& b) { return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height; }

}  // namespace

Layers layers_for(const Scene& scene, const Target& target) {
  for (const PrintLayers& print : scene.prints) {
    if (same(print.extent, target.crop) && print.plate.width == target.width_px && print.plate.height == target.height_px) {
      return {print.extent, &print.plate, &print.foreground};
    }
  }
  return {scene.extent, &scene.plate, &scene.foreground};
}

}  // namespace compositor::recipe
