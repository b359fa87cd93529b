#include "compositor/render.h"

#include <algorithm>
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
    kept.empty_scene = kept.draft = {};
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

void copy_part(const Image& from, const image::PixelRect& part, Image& to) {
  if (part.empty()) return;
  for (int y = part.y; y < part.bottom(); ++y) {
    const std::size_t start = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(from.width) + static_cast<std::size_t>(part.x));
    std::copy_n(from.rgba.data() + start, 4 * static_cast<std::size_t>(part.width), to.rgba.data() + start);
  }
}

void put_foreground(const rendering::Backdrop& backdrop, const image::PixelRect& part, Image& canvas) {
  ops::blend_over(canvas, backdrop.foreground, backdrop.foreground_area.x, backdrop.foreground_area.y, part);
}

void sketch(RenderCache::State& kept, const Scene& scene, const Recipe& recipe, const recipe::Layout& layout) {
  if (kept.draft.rgba.empty()) {
    kept.empty_scene = kept.backdrop.plate;
    put_foreground(kept.backdrop, {0, 0, kept.empty_scene.width, kept.empty_scene.height}, kept.empty_scene);
    kept.draft = kept.empty_scene;
    kept.drafted = {};
  }
  copy_part(kept.empty_scene, kept.drafted, kept.draft);
  kept.drafted = layout.head_area;
  copy_part(kept.backdrop.plate, layout.head_area, kept.draft);
  rendering::draw_sketched_head(kept.draft, scene, recipe, layout, kept.photo, kept.backdrop);
  put_foreground(kept.backdrop, layout.head_area, kept.draft);
}

}  // namespace

// The list of steps; each is described in README.md.
Result<Image> render(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options) {
  if (auto valid = check_inputs(scene, recipe, photo, target); !valid) return tl::unexpected(valid.error());
  const recipe::Layout layout = recipe::make_layout(scene, recipe, photo, target);
  image::Work work(options.for_each, options.progress);
  RenderCache own;
  RenderCache::State& kept = options.cache ? options.cache->state() : own.state();
  work.stage(0.1);
  refresh(kept, scene, photo, target, layout);
  // Without a cache to keep it the plate is drawn on itself.
  Image canvas = options.cache ? kept.backdrop.plate : std::move(kept.backdrop.plate);
  work.stage(0.6);
  if (auto planned = refresh_strokes(kept, scene, recipe, work); !planned) return tl::unexpected(planned.error());
  work.stage(1);
  if (!work.canceled()) rendering::draw_painted_head(canvas, recipe, layout, kept.strokes, kept.backdrop, work);
  if (work.canceled()) return fail(ErrorCode::kCanceled, "The picture is no longer wanted.");
  put_foreground(kept.backdrop, {0, 0, canvas.width, canvas.height}, canvas);
  return canvas;
}

Result<const Image*> draw_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, RenderCache& cache) {
  if (auto valid = check_inputs(scene, recipe, photo, target); !valid) return tl::unexpected(valid.error());
  const recipe::Layout layout = recipe::make_layout(scene, recipe, photo, target);
  RenderCache::State& kept = cache.state();
  refresh(kept, scene, photo, target, layout);
  sketch(kept, scene, recipe, layout);
  return &kept.draft;
}

Result<Image> render_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options) {
  RenderCache own;
  const auto draft = draw_draft(scene, recipe, photo, target, options.cache ? *options.cache : own);
  if (!draft) return tl::unexpected(draft.error());
  return **draft;
}

}  // namespace compositor
