#pragma once

#include "compositor/print_spec.h"
#include "compositor/scene.h"

namespace compositor::recipe {

// The pictures of a scene that a target is drawn from.
struct Layers {
  Rect extent;
  const Image* plate;
  const Image* foreground;
};

// A print's own layers where the target is exactly that print, else the package's. They point into `scene`.
Layers layers_for(const Scene& scene, const Target& target);

}  // namespace compositor::recipe
