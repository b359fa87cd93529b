#pragma once

#include <array>
#include <vector>

#include "compositor/scene.h"
#include "paint/plane.h"

namespace compositor::paint {

// Brings a pet's colours into the painting: lightness into its range, chroma part of the way towards its palette.
// `counts` (one channel) is over 0.5 where the plane shows the pet. `detail_sigma` in pixels: what is finer than that is
// emphasised a little. `strength`: 0 keeps the pet's own colours, 1 takes the painting's. An empty palette leaves the plane as it is.
void transfer_palette(Plane& oklab, const Plane& counts, const std::vector<Tint>& palette, float detail_sigma, float strength);

}  // namespace compositor::paint
