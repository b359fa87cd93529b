#pragma once

#include <string_view>
#include <vector>

#include "compositor/image.h"
#include "compositor/recipe.h"

namespace compositor {

// Why a painting may disappoint. Advice only: whatever it says, render() paints.
enum class Hint {
  kSmallFace,      // the oval is under 120 pixels of the photo
  kCutOff,         // part of the oval lies outside the photo
  kDark,           // hardly any light on the face
  kOverexposed,    // much of the face is plain white
  kLowContrast,    // the face is one even tone
  kBlurred,        // no detail as fine as an eye needs
  kNotFrontal,     // left and right differ as in a profile; said only when they differ strongly
  kFlashLitEyes,   // two bright round spots where eyes may be, and no eye tapped yet
};

// What is seen of the face in the recipe's oval, the gravest first. A few milliseconds for a photo of any size; the same
// on every platform. Empty for a recipe that validate() refuses and for a photo without pixels.
std::vector<Hint> assess(const Image& photo, const Recipe& recipe);

std::string_view hint_name(Hint hint);  // snake_case, never changes: "small_face"
std::string_view hint_text(Hint hint);  // one English sentence for the customer: what to do about it

}  // namespace compositor
