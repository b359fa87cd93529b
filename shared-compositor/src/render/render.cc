#include "compositor/render.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "compositor/codec.h"
#include "compositor/print.h"
#include "ops/blend.h"
#include "recipe/layout.h"
#include "render/backdrop.h"
#include "render/head.h"
#include "render/pet_on_canvas.h"
#include "render/pet_strokes.h"
#include "render/render_cache.h"
#include "recipe/layers.h"

namespace compositor {
namespace {

constexpr int kLargestTarget = 8192;
// Less of the pet than this share on a print is a print without a pet.
constexpr double kLeastPrinted = 0.05;

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

rendering::BackdropKey backdrop_key(const Scene& scene, const Target& target, RowSpan rows) {
  const recipe::Layers layers = recipe::layers_for(scene, target);
  rendering::BackdropKey key{{}, {}, layers.extent, target.crop, target.width_px, target.height_px, rows};
  key.plate = layers.print ? rendering::fingerprint(*layers.print) : rendering::fingerprint(*layers.plate);
  if (!layers.print) key.foreground = rendering::fingerprint(*layers.foreground);
  return key;
}

Result<void> refresh_backdrop(RenderCache::State& kept, const Scene& scene, const Target& target, const recipe::Layout& layout, RowSpan rows,
                              image::Work& work) {
  const rendering::BackdropKey key = backdrop_key(scene, target, rows);
  if (kept.backdrop_key == key) return {};
  auto backdrop = rendering::make_backdrop(scene, layout, target, rows, work);
  if (work.canceled()) return {};
  if (!backdrop) return fail(ErrorCode::kInvalidScene, "The painting's data is damaged.");
  kept.backdrop = std::move(*backdrop);
  kept.backdrop_key = key;
  kept.empty_scene = kept.draft = {};
  return {};
}

void refresh_photo(RenderCache::State& kept, const Image& photo) {
  const rendering::Fingerprint photo_key = rendering::fingerprint(photo);
  if (!(kept.photo_key == photo_key)) {
    kept.photo = ops::Pyramid(photo);
    kept.photo_key = photo_key;
  }
}

Result<void> refresh_strokes(RenderCache::State& kept, const Scene& scene, const Recipe& recipe, image::Work& work) {
  rendering::StrokesKey key{kept.photo_key, rendering::strokes_recipe(recipe), scene.palette};
  if (kept.strokes_key == key) return {};
  auto planned = rendering::plan_pet(recipe, scene.palette, kept.photo, work);
  if (!planned) return tl::unexpected(planned.error());
  kept.strokes = std::move(planned->strokes);
  kept.pet = std::move(planned->found);
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

enum class Rows { kAll, kPetOnly };

struct Picture {
  Image canvas;
  RowSpan rows;  // those of the canvas that are drawn
};

RowSpan whole_strips(RowSpan rows, int height) {
  return {rows.first / kPngStripRows * kPngStripRows, std::min((rows.end + kPngStripRows - 1) / kPngStripRows * kPngStripRows, height)};
}

// The list of steps; each is described in README.md. A print is refused without a pet on it; only who prints links that.
template <bool kPrint>
Result<Picture> compose(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options, Rows wanted) {
  if (auto valid = check_inputs(scene, recipe, photo, target); !valid) return tl::unexpected(valid.error());
  const recipe::Layout layout = recipe::make_layout(scene, recipe, photo, target);
  image::Work work(options.for_each, options.progress);
  RenderCache own;
  RenderCache::State& kept = options.cache ? options.cache->state() : own.state();
  refresh_photo(kept, photo);
  if (auto planned = refresh_strokes(kept, scene, recipe, work); !planned) return tl::unexpected(planned.error());
  Picture picture{{}, {0, target.height_px}};
  if constexpr (kPrint) {
    if (rendering::share_on_canvas(kept.pet, layout.target_from_face, target.width_px, target.height_px) < kLeastPrinted) {
      return fail(ErrorCode::kInvalidRecipe, "The pet lies outside what is printed: move it back into the picture.");
    }
    if (wanted == Rows::kPetOnly) picture.rows = whole_strips(rendering::painted_rows(layout, kept.strokes, target), target.height_px);
  }
  work.stage(0.6);
  if (auto found = refresh_backdrop(kept, scene, target, layout, picture.rows, work); !found) return tl::unexpected(found.error());
  work.stage(1);
  if (work.canceled()) return image::canceled();
  // Without a cache to keep it the plate is drawn on itself.
  picture.canvas = options.cache ? kept.backdrop.plate : std::move(kept.backdrop.plate);
  rendering::draw_painted_head(picture.canvas, recipe, layout, kept.strokes, kept.backdrop, work);
  if (work.canceled()) return image::canceled();
  work.rows(picture.canvas.height, [&](int first, int end) { put_foreground(kept.backdrop, {0, first, picture.canvas.width, end - first}, picture.canvas); });
  return picture;
}

}  // namespace

Result<Image> render(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options) {
  auto picture = compose<false>(scene, recipe, photo, target, options, Rows::kAll);
  if (!picture) return tl::unexpected(picture.error());
  return std::move(picture->canvas);
}

Result<const Image*> draw_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, RenderCache& cache) {
  if (auto valid = check_inputs(scene, recipe, photo, target); !valid) return tl::unexpected(valid.error());
  const recipe::Layout layout = recipe::make_layout(scene, recipe, photo, target);
  RenderCache::State& kept = cache.state();
  image::Work work;
  refresh_photo(kept, photo);
  if (auto found = refresh_backdrop(kept, scene, target, layout, {0, target.height_px}, work); !found) return tl::unexpected(found.error());
  sketch(kept, scene, recipe, layout);
  return &kept.draft;
}

Result<Image> render_draft(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const RenderOptions& options) {
  RenderCache own;
  const auto draft = draw_draft(scene, recipe, photo, target, options.cache ? *options.cache : own);
  if (!draft) return tl::unexpected(draft.error());
  return **draft;
}

Result<std::vector<std::uint8_t>> render_png(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target, const PngOptions& png,
                                             const RenderOptions& options) {
  const PackedPrint* print = png.opaque ? recipe::layers_for(scene, target).print : nullptr;
  auto picture = compose<true>(scene, recipe, photo, target, options, print ? Rows::kPetOnly : Rows::kAll);
  if (!picture) return tl::unexpected(picture.error());
  if (!print) return encode_png(picture->canvas, png, options.for_each);
  return encode_png(picture->canvas, png, print->finished, picture->rows, options.for_each);
}

}  // namespace compositor
