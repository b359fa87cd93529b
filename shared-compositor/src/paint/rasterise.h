#pragma once

#include "image/pixel_rect.h"
#include "paint/stroke.h"

namespace compositor::paint {

using image::View;

float pixels_per_unit(const View& view);

// Wet paint on a part of a picture: colour premultiplied with its alpha (4 channels), and how high it stands.
struct Canvas {
  image::PixelRect area;
  Plane color;
  Plane height;

  explicit Canvas(const image::PixelRect& where) : area(where), color(where.width, where.height, 4), height(where.width, where.height, 1) {}
};

// How a stroke's colour becomes the canvas's three numbers.
using ColorSpace = void (*)(const Oklab& color, float out[3]);
void as_oklab(const Oklab& color, float out[3]);
void as_srgb(const Oklab& color, float out[3]);  // 0..255

// Lays strokes[from...] on the canvas, in order. A pixel's result does not depend on which rows the canvas has.
void rasterise(const StrokeList& list, std::size_t from, const View& view, ColorSpace space, Canvas& canvas);

}  // namespace compositor::paint
