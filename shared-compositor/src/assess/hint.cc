#include "compositor/assess.h"

namespace compositor {

std::string_view hint_name(Hint hint) {
  switch (hint) {
    case Hint::kSmallFace: return "small_face";
    case Hint::kCutOff: return "cut_off";
    case Hint::kDark: return "dark";
    case Hint::kOverexposed: return "overexposed";
    case Hint::kLowContrast: return "low_contrast";
    case Hint::kBlurred: return "blurred";
    case Hint::kNotFrontal: return "not_frontal";
    case Hint::kFlashLitEyes: return "flash_lit_eyes";
  }
  return "";
}

std::string_view hint_text(Hint hint) {
  switch (hint) {
    case Hint::kSmallFace: return "The face is small in this photo; one taken from closer will show more of your pet.";
    case Hint::kCutOff: return "Part of the face lies outside the photo; if ears or chin are missing, try a photo that shows the whole head.";
    case Hint::kDark: return "The face is very dark; a photo taken in daylight will look better.";
    case Hint::kOverexposed: return "Much of the face is plain white; a photo with softer light will show more of the fur.";
    case Hint::kLowContrast: return "The face is hard to tell apart from its own shadows; a photo with clearer light will look better.";
    case Hint::kBlurred: return "The face is out of focus; a sharper photo will give livelier eyes.";
    case Hint::kNotFrontal: return "Your pet seems to look to the side; a photo from the front fits the hands better.";
    case Hint::kFlashLitEyes: return "The eyes seem to reflect the flash; tap them to make them dark again.";
  }
  return "";
}

}  // namespace compositor
