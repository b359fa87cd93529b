#include "render/pet_on_canvas.h"

#include <cstdint>

namespace compositor::rendering {

double share_on_canvas(const FoundPet& found, const image::View& target_from_face, int width, int height) {
  const Sheet& sheet = found.sheet;
  const auto unit = static_cast<float>(1 / sheet.pixels_per_unit);
  const auto left = static_cast<float>(sheet.left), top = static_cast<float>(sheet.top);
  std::int64_t pet = 0, on_canvas = 0;
  for (int y = 0; y < found.pet.height; ++y) {
    for (int x = 0; x < found.pet.width; ++x) {
      if (*found.pet.at(x, y) <= 0.5f) continue;
      ++pet;
      const image::Vec2 at = target_from_face.apply({left + (static_cast<float>(x) + 0.5f) * unit, top + (static_cast<float>(y) + 0.5f) * unit});
      on_canvas += at.x >= 0 && at.y >= 0 && at.x < static_cast<float>(width) && at.y < static_cast<float>(height);
    }
  }
  return pet == 0 ? 0 : static_cast<double>(on_canvas) / static_cast<double>(pet);
}

}  // namespace compositor::rendering
