#pragma once

#include "paint/bristles.h"
#include "paint/plane.h"
#include "paint/strips.h"

namespace compositor::paint {

// Wet paint on a part of a picture: colour premultiplied with its alpha (4 channels), how high it stands, and how much
// of the height of what lies below still shows.
struct Canvas {
  image::PixelRect area;
  Plane color;
  Plane height;
  Plane below;

  explicit Canvas(const image::PixelRect& where)
      : area(where), color(where.width, where.height, 4), height(where.width, where.height, 1), below(where.width, where.height, 1) {
    std::fill(below.values.begin(), below.values.end(), 1.0f);
  }
};

// Pixels that one stroke may touch, gathered so that they can be worked on four at a time.
struct Fragments {
  static constexpr int kMost = 256;
  int count = 0;
  int at[kMost];  // index of the canvas's pixel
  float along[kMost], side[kMost];
};

// A pixel is finished when so little of what lies below shows through its paint; the rest is taken as more of the same.
inline constexpr float kFinished = 1.0f / 32;

// Slides the fragments' paint *under* what is on the canvas, and empties them. Finished pixels (below is 0) stay as they
// are. Returns how many pixels have become finished; they are the first of fragments.at.
int lay_under(const Brush& brush, const Bristles::Level& bristles, Fragments& fragments, Canvas& canvas);

}  // namespace compositor::paint
