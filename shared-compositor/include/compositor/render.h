#pragma once

#include <memory>

#include "compositor/image.h"
#include "compositor/print_spec.h"
#include "compositor/recipe.h"
#include "compositor/result.h"
#include "compositor/scene.h"
#include "compositor/work.h"

namespace compositor {

// What one drag does not recompute (the plate at the target's size, the photo's pyramid). Belongs to one
// scene and one photo at a time; noticing a change is the cache's own business. Not thread-safe.
class RenderCache {
 public:
  RenderCache();
  ~RenderCache();
  RenderCache(RenderCache&&) noexcept;
  RenderCache& operator=(RenderCache&&) noexcept;

  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// How a picture is made; none of it changes the picture.
struct RenderOptions {
  RenderCache* cache = nullptr;
  ForEach for_each = {};   // empty: one after another
  Progress progress = {};  // empty: nobody asks, nothing is canceled
};

// The picture: `photo` (upright, opaque) cut by the recipe's oval and painted into the scene's head place, the
// foreground above it. Planning the strokes takes most of the time; a cache keeps them until the photo or anything of the
// recipe but pose and relief changes.
// Opaque, exactly target.width_px x target.height_px. The same inputs give the same bytes on every platform, whatever
// the options. Errors: kInvalidRecipe, kInvalidTarget, kImageTooSmall, kInvalidScene, kCanceled.
Result<Image> render(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target,
                     const RenderOptions& options = {});

// The same composition in a few milliseconds, the pet not painted: for pictures that follow a pointer.
// Too quick to share or to call off: of the options only the cache counts.
Result<Image> render_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target,
                           const RenderOptions& options = {});

// render_draft on a canvas that the cache keeps: while scene, photo and target stay, nothing is allocated and only what
// the last draft covered is put back. The picture is the cache's own, as it is until the next call with it.
Result<const Image*> draw_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, RenderCache& cache);

}  // namespace compositor
