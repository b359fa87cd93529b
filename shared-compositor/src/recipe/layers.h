#pragma once

#include "compositor/print_spec.h"
#include "compositor/scene.h"

namespace compositor::recipe {

// The pictures of a scene that a target is drawn from.
struct Layers {
  Rect extent;
  int width = 0;  // of the pictures
  int height = 0;
  const PackedPrint* print = nullptr;  // or, where there is none:
  const Image* plate = nullptr;
  const Image* foreground = nullptr;
};

// A print's own layers where the target is exactly that print, else the package's. They point into `scene`.
Layers layers_for(const Scene& scene, const Target& target);

}  // namespace compositor::recipe
