#include "pictures/same_picture.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "measure/area_average.h"
#include "measure/color_difference.h"
#include "measure/structural_similarity.h"

namespace pictures {

using compositor::Image;
using compositor::Rect;
using compositor::Target;

namespace {

constexpr int kLeastSide = 11;  // SSIM's window

Rect common(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::min(a.x + a.width, b.x + b.width) - x, std::min(a.y + a.height, b.y + b.height) - y};
}

// A part of the scene in the pixels of a target.
Rect in_pixels(const Rect& part, const Target& target) {
  const double x = target.width_px / target.crop.width, y = target.height_px / target.crop.height;
  return {(part.x - target.crop.x) * x, (part.y - target.crop.y) * y, part.width * x, part.height * y};
}

Rect whole_pixels(const Rect& rect) {
  const auto up = [](double v) { return static_cast<double>(static_cast<int>(v + 0.999)); };
  const auto down = [](double v) { return static_cast<double>(static_cast<int>(v + 0.001)); };
  return {up(rect.x), up(rect.y), down(rect.x + rect.width) - up(rect.x), down(rect.y + rect.height) - up(rect.y)};
}

Rect in_units(const Rect& pixels, const Target& target) {
  const double x = target.crop.width / target.width_px, y = target.crop.height / target.height_px;
  return {target.crop.x + pixels.x * x, target.crop.y + pixels.y * y, pixels.width * x, pixels.height * y};
}

}  // namespace

Sameness check_same(const std::string& what, const Drawn& print, const Drawn& preview, const Rect& where, const Sameness& limit) {
  const Rect shared = whole_pixels(in_pixels(common(where, common(print.target.crop, preview.target.crop)), preview.target));
  const int width = static_cast<int>(shared.width), height = static_cast<int>(shared.height);
  if (width < kLeastSide || height < kLeastSide) return {};
  const Image shown = measure::area_average(preview.picture, shared, width, height);
  const Image printed = measure::area_average(print.picture, in_pixels(in_units(shared, preview.target), print.target), width, height);
  const double difference = measure::mean_ciede2000(printed, shown), similarity = measure::mean_ssim(printed, shown);
  INFO(what << ": mean CIEDE2000 " << difference << ", SSIM " << similarity);
  CHECK(difference <= limit.difference);
  CHECK(similarity >= limit.similarity);
  return {difference, similarity};
}

}  // namespace pictures
