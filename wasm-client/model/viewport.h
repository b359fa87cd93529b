#pragma once

#include "model/pixel_oval.h"

namespace model {

// How the photo lies on the canvas: scaled evenly to fit inside, centred. Canvas units are CSS pixels.
struct Viewport {
  double scale = 1;  // canvas units per photo pixel
  Point origin;      // the photo's top left corner on the canvas

  [[nodiscard]] Point to_canvas(Point photo) const {
    return {origin.x + photo.x * scale, origin.y + photo.y * scale};
  }
  [[nodiscard]] Point to_photo(Point canvas) const {
    return {(canvas.x - origin.x) / scale, (canvas.y - origin.y) / scale};
  }
};

Viewport fit(PhotoSize photo, double canvas_width, double canvas_height);

}  // namespace model
