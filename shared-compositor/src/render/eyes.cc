#include "render/eyes.h"

#include "recipe/trigonometry.h"

namespace compositor::rendering {

ops::EyeFix fix_eyes(const Recipe& recipe, ops::Pyramid& photo) {
  constexpr double kLeft = -0.67, kUp = -0.74;
  const recipe::SineCosine turn = recipe::sine_cosine(recipe.oval.degrees);
  return {photo, recipe.eyes, turn.cosine * kLeft - turn.sine * kUp, turn.sine * kLeft + turn.cosine * kUp};
}

}  // namespace compositor::rendering
