#pragma once

#include <cstdint>

#include "compositor/render.h"
#include "ops/pyramid.h"
#include "paint/stroke.h"
#include "render/backdrop.h"
#include "render/pet_matte.h"

namespace compositor::rendering {

// What a kept result was made from. Pictures are recognised by a sample of their pixels: looking at every byte of a
// 12-megapixel photo would cost more than the frame.
struct Fingerprint {
  const void* source = nullptr;  // also by address: the kept pyramid points to it
  int width = 0;
  int height = 0;
  std::uint64_t sample = 0;

  bool operator==(const Fingerprint&) const = default;
};

Fingerprint fingerprint(const Image& image);
Fingerprint fingerprint(const PackedPrint& print);

struct BackdropKey {
  Fingerprint plate, foreground;
  Rect extent, crop;
  int width_px = 0;
  int height_px = 0;
  RowSpan rows;

  bool operator==(const BackdropKey& other) const;
};

struct StrokesKey {
  Fingerprint photo;
  Recipe recipe;  // of strokes_recipe
  std::vector<Tint> palette;

  bool operator==(const StrokesKey& other) const;
};

}  // namespace compositor::rendering

namespace compositor {

struct RenderCache::State {
  rendering::BackdropKey backdrop_key;
  rendering::Backdrop backdrop;
  rendering::Fingerprint photo_key;
  ops::Pyramid photo;
  rendering::StrokesKey strokes_key;
  paint::StrokeList strokes;
  rendering::FoundPet pet;
  // Drafts: the scene without a pet, and the last one's canvas. Forgotten with the backdrop.
  Image empty_scene, draft;
  image::PixelRect drafted;  // where `draft` differs from `empty_scene`
};

}  // namespace compositor
