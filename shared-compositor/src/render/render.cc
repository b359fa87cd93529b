#include "compositor/render.h"

#include <cstdint>
#include <utility>

#include "compositor/codec.h"
#include "ops/blend.h"
#include "recipe/layout.h"
#include "render/backdrop.h"
#include "render/head.h"
#include "render/pet_strokes.h"
#include "render/render_cache.h"
#include "recipe/layers.h"

namespace compositor {
namespace {

constexpr int kLargestTarget = 8192;

bool whole(const Image& image) { return image.width > 0 && image.height > 0 && image.rgba.size() == 4 * image.pixel_count(); }

// Written so that NaN fails.
bool between(double value, double low, double high) { return value >= low && value <= high; }
bool sensible(const Rect& rect) {
  return between(rect.x, -1e5, 1e5) && between(rect.y, -1e5, 1e5) && between(rect.width, 1, 1e5) && between(rect.height, 1, 1e5);
}

Result<void> check_inputs(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target) {
  if (auto valid = validate(recipe); !valid) return valid;
  if (target.width_px < 1 || target.height_px < 1 || target.width_px > kLargestTarget || target.height_px > kLargestTarget || !sensible(target.crop)) {
    return fail(ErrorCode::kInvalidTarget, "The picture's size cannot be drawn.");
  }
  if (!whole(scene.plate) || !whole(scene.foreground) || scene.plate.width != scene.foreground.width ||
      scene.plate.height != scene.foreground.height || !sensible(scene.extent) || !between(scene.head.height, 1, 1e5) ||
      !between(scene.head.degrees, -360, 360) || !between(scene.head.center.x, -1e5, 1e5) || !between(scene.head.center.y, -1e5, 1e5)) {
    return fail(ErrorCode::kInvalidScene, "The painting's data is damaged.");
  }
  if (!whole(photo) || photo.width < kMinSide || photo.height < kMinSide) {
    return fail(ErrorCode::kImageTooSmall, "The photo is too small; it needs at least 64 pixels a side.");
  }
  return {};
}

void refresh(RenderCache::State& kept, const Scene& scene, const Image& photo, const Target& target, const recipe::Layout& layout) {
  const recipe::Layers layers = recipe::layers_for(scene, target);
  const rendering::BackdropKey backdrop_key{
      rendering::fingerprint(*layers.plate), rendering::fingerprint(*layers.foreground), layers.extent, target.crop, target.width_px, target.height_px};
  if (!(kept.backdrop_key == backdrop_key)) {
    kept.backdrop = rendering::make_backdrop(scene, layout, target);
    kept.backdrop_key = backdrop_key;
  }
  const rendering::Fingerprint photo_key = rendering::fingerprint(photo);
  if (!(kept.photo_key == photo_key)) {
    kept.photo = ops::Pyramid(photo);
    kept.photo_key = photo_key;
  }
}

Result<void> refresh_strokes(RenderCache::State& kept, const Scene& scene, const Recipe& recipe, image::Work& work) {
  rendering::StrokesKey key{kept.photo_key, rendering::strokes_recipe(recipe), scene.palette};
  if (kept.strokes_key == key) return {};
  auto strokes = rendering::plan_pet(recipe, scene.palette, kept.photo, work);
  if (!strokes) return tl::unexpected(strokes.error());
  if (work.canceled()) return {};
  kept.strokes = std::move(*strokes);
  kept.strokes_key = std::move(key);
  return {};
}

enum class Finish { kDraft, kPainted };

// The list of steps; each is described in README.md.
Result<Image> compose(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options, Finish finish) {
  if (auto valid = check_inputs(scene, recipe, photo, target); !valid) return tl::unexpected(valid.error());
  const recipe::Layout layout = recipe::make_layout(scene, recipe, photo, target);
  image::Work work(options.for_each, options.progress);
  RenderCache own;
  RenderCache::State& kept = options.cache ? options.cache->state() : own.state();
  work.stage(0.1);
  refresh(kept, scene, photo, target, layout);
  // Without a cache to keep it the plate is drawn on itself.
  Image canvas = options.cache ? kept.backdrop.plate : std::move(kept.backdrop.plate);
  if (finish == Finish::kPainted) {
    work.stage(0.6);
    if (auto planned = refresh_strokes(kept, scene, recipe, work); !planned) return tl::unexpected(planned.error());
    work.stage(1);
    if (!work.canceled()) rendering::draw_painted_head(canvas, recipe, layout, kept.strokes, kept.backdrop, work);
  } else {
    rendering::draw_sketched_head(canvas, scene, recipe, layout, kept.photo, kept.backdrop);
  }
  if (work.canceled()) return fail(ErrorCode::kCanceled, "The picture is no longer wanted.");
  ops::blend_over(canvas, kept.backdrop.foreground, kept.backdrop.foreground_area.x, kept.backdrop.foreground_area.y);
  return canvas;
}

}  // namespace

Result<Image> render(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options) {
  return compose(scene, recipe, photo, target, options, Finish::kPainted);
}

Result<Image> render_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options) {
  return compose(scene, recipe, photo, target, options, Finish::kDraft);
}

}  // namespace compositor
