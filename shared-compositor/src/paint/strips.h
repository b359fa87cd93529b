#pragma once

#include <vector>

#include "image/pixel_rect.h"
#include "paint/bristles.h"
#include "paint/stroke.h"

namespace compositor::paint {

using image::View;

float pixels_per_unit(const View& view);

// How a stroke's colour becomes the canvas's three numbers.
using ColorSpace = void (*)(const Oklab& color, float out[3]);
void as_oklab(const Oklab& color, float out[3]);
void as_srgb(const Oklab& color, float out[3]);  // 0..255

// What is the same for all pixels of one stroke.
struct Brush {
  float color[4];  // the last one is 1
  float alpha, relief;
  float length, end;           // units
  float u_scale, u_shift, v_scale, v_shift;
  float edge_from, edge_span;  // where across the stroke its edge begins, and 1 / how wide that is
};

// A quadrangle of a stroke, in pixels. Across it `side` goes from -reach to reach, -1 and 1 being the stroke's edges;
// `along` is in units from the stroke's start.
struct Piece {
  Vec2 left, right, next_left, next_right;
  float along, next_along;
  float reach;
  const Brush* brush;
};

// Strokes as strips on a picture, in the order in which they are laid. Pieces point to their brushes, which stay where
// they are when strips are moved.
struct Strips {
  Strips() = default;
  Strips(Strips&&) = default;
  Strips& operator=(Strips&&) = default;

  std::vector<Brush> brushes;
  std::vector<Piece> pieces;
};

// strokes[from] ... strokes[end - 1], without those that miss `area`.
Strips cut_strips(const StrokeList& list, std::size_t from, std::size_t end, const View& view, ColorSpace space, const image::PixelRect& area);

}  // namespace compositor::paint
