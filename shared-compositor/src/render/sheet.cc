#include "render/sheet.h"

#include <algorithm>
#include <cmath>

#include "image/fixed_point.h"
#include "ops/bicubic_sample.h"
#include "paint/oklab.h"

namespace compositor::rendering {
namespace {

using recipe::Face;
using recipe::PhotoPoint;

bool on_photo(const PhotoPoint& at, const Image& photo) {
  return at.x > -0.5 && at.y > -0.5 && at.x < photo.width - 0.5 && at.y < photo.height - 0.5;
}

void sample(const Image& source, double scale, const PhotoPoint& at, const ops::EyeFix& eyes, std::uint8_t rgb[3]) {
  const auto position = [scale](double v) { return image::to_position(std::clamp((v + 0.5) * scale - 0.5, -1e6, 1e6)); };
  ops::sample_bicubic(source, position(at.x), position(at.y), rgb);
  eyes.apply(at.x, at.y, rgb);
}

std::vector<matte::Stroke> brush_of(const Recipe& recipe, const Sheet& sheet, const Image& photo) {
  std::vector<matte::Stroke> strokes;
  for (const BrushStroke& stroke : recipe.cut_out.strokes) {
    matte::Stroke& on = strokes.emplace_back();
    on.add = stroke.add;
    on.radius = stroke.radius * photo.width / sheet.face.photo_pixels_per_unit * sheet.pixels_per_unit;
    for (const Point& place : stroke.points) on.points.push_back(on_sheet({place.x * photo.width - 0.5, place.y * photo.height - 0.5}, sheet));
  }
  return strokes;
}

}  // namespace

Sheet make_sheet(const Face& face, const Area& area, double detail, double most_pixels) {
  const double width = area.right - area.left, height = area.bottom - area.top;
  detail = std::min(detail, std::sqrt(most_pixels / (width * height)));
  return {face, area.left, area.top, detail, static_cast<int>(width * detail) + 1, static_cast<int>(height * detail) + 1};
}

Point on_sheet(const PhotoPoint& place, const Sheet& sheet) {
  const Face& face = sheet.face;
  const double dx = place.x - face.x0, dy = place.y - face.y0, determinant = face.xx * face.yy - face.xy * face.yx;
  const double x = (face.yy * dx - face.xy * dy) / determinant, y = (face.xx * dy - face.yx * dx) / determinant;
  return {(x - sheet.left) * sheet.pixels_per_unit, (y - sheet.top) * sheet.pixels_per_unit};
}

matte::View look_at(const Sheet& sheet, const Recipe& recipe, ops::Pyramid& photo, const ops::EyeFix& eyes, image::Work& work) {
  const Image& whole = photo.level(0);
  const int level = photo.level_for_step(image::to_position(sheet.face.photo_pixels_per_unit / sheet.pixels_per_unit));
  const Image& source = photo.level(level);
  matte::View view{image::Plane(sheet.width, sheet.height, 3), image::Plane(sheet.width, sheet.height, 1), {}};
  const double scale = 1.0 / (1 << level);
  const auto width = static_cast<std::size_t>(sheet.width);
  work.rows(sheet.height, [&](int first, int end) {
    std::vector<std::uint8_t> rgb(3 * width);
    for (int y = first; y < end; ++y) {
      for (int x = 0; x < sheet.width; ++x) {
        const double at_x = (x + 0.5) / sheet.pixels_per_unit + sheet.left, at_y = (y + 0.5) / sheet.pixels_per_unit + sheet.top;
        const double rx = at_x / sheet.face.radius_x, ry = at_y / sheet.face.radius_y;
        const PhotoPoint at = sheet.face.photo_at(at_x, at_y);
        *view.radius.at(x, y) = on_photo(at, whole) ? static_cast<float>(std::sqrt(rx * rx + ry * ry)) : 2 * matte::kNowhere;
        sample(source, scale, at, eyes, &rgb[3 * static_cast<std::size_t>(x)]);
      }
      paint::oklab_from_srgb(rgb.data(), width, view.oklab.at(0, y));
    }
  });
  view.touched = matte::draw_strokes(brush_of(recipe, sheet, whole), sheet.width, sheet.height, recipe.style.stretch);
  return view;
}

}  // namespace compositor::rendering
