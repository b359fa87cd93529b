#include "recipe/face.h"

#include "recipe/trigonometry.h"

namespace compositor::recipe {

Face make_face(const Recipe& recipe, const Image& photo) {
  const Oval& oval = recipe.oval;
  const double radius_x = oval.rx * photo.width, radius_y = oval.ry * photo.height;
  const double pixels = 2 * radius_y / kFaceUnits;
  const SineCosine turn = sine_cosine(oval.degrees);
  const double stretch = recipe.style.stretch, pixels_down = pixels / stretch;
  return {radius_x / pixels, 0.5 * kFaceUnits * stretch, pixels,
          turn.cosine * pixels, -turn.sine * pixels_down, oval.cx * photo.width - 0.5,
          turn.sine * pixels, turn.cosine * pixels_down, oval.cy * photo.height - 0.5};
}

}  // namespace compositor::recipe
