#include "compositor/assess.h"

#include <algorithm>

#include "assess/bright_spots.h"
#include "assess/face_sample.h"
#include "assess/focus.h"
#include "assess/symmetry.h"

namespace compositor {
namespace {

using assessing::FaceSample;

constexpr double kSmallFacePx = 120;
// Of a hundred of the oval's points.
constexpr int kMostOutside = 4, kMostWhite = 20;
// Brightness, 0..255: what nearly all of a dark face stays under; the least span of a face that is not.
constexpr int kDarkBelow = 56, kLeastSpan = 50;
// In thousandths; see assess/focus and assess/symmetry.
constexpr int kLeastDetail = 30;
// Faces seen from the front mostly reach 300 and more, profiles stay under both.
constexpr int kLeastLikenessInside = 160, kLeastLikeness = 200;

bool is_small(const Image& photo, const Oval& oval) { return 2 * std::max(oval.rx * photo.width, oval.ry * photo.height) < kSmallFacePx; }

bool is_lopsided(const FaceSample& face) {
  return assessing::mirror_likeness(face, FaceSample::kRadius * 45 / 100) < kLeastLikenessInside &&
         assessing::mirror_likeness(face, FaceSample::kRadius * 60 / 100) < kLeastLikeness;
}

}  // namespace

std::vector<Hint> assess(const Image& photo, const Recipe& recipe) {
  std::vector<Hint> hints;
  if (photo.width < 1 || photo.height < 1 || photo.rgba.size() != 4 * photo.pixel_count() || !validate(recipe)) return hints;
  const FaceSample face(photo, recipe);
  const auto add_if = [&hints](bool applies, Hint hint) {
    if (applies) hints.push_back(hint);
  };
  const int bright = face.percentile(980), span = bright - face.percentile(20);
  const bool small = is_small(photo, recipe.oval), dark = bright < kDarkBelow, white = 100 * face.white_count() > kMostWhite * face.oval_count();
  const bool even = !dark && !white && span < kLeastSpan;
  add_if(small, Hint::kSmallFace);
  add_if(100 * face.outside_count() > kMostOutside * face.oval_count(), Hint::kCutOff);
  add_if(dark, Hint::kDark);
  add_if(white, Hint::kOverexposed);
  add_if(even, Hint::kLowContrast);
  // What follows looks at detail that such faces do not have.
  if (small || dark || even) return hints;
  const bool blurred = assessing::fine_detail(face) < kLeastDetail;
  add_if(blurred, Hint::kBlurred);
  add_if(!blurred && is_lopsided(face), Hint::kNotFrontal);
  add_if(recipe.eyes.empty() && assessing::has_flash_lit_eyes(face), Hint::kFlashLitEyes);
  return hints;
}

}  // namespace compositor
