#include "model/viewport.h"

#include <algorithm>

namespace model {

Viewport fit(PhotoSize photo, double canvas_width, double canvas_height) {
  Viewport view;
  view.scale = std::min(canvas_width / photo.width, canvas_height / photo.height);
  view.origin = {(canvas_width - photo.width * view.scale) / 2, (canvas_height - photo.height * view.scale) / 2};
  return view;
}

}  // namespace model
