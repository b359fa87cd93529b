#include "recipe/layout.h"

#include <algorithm>

#include "image/fixed_point.h"
#include "recipe/face.h"
#include "recipe/trigonometry.h"
#include "recipe/layers.h"

namespace compositor::recipe {
namespace {

using image::to_position;

// A plain 2x3 matrix in doubles, before rounding.
struct Matrix {
  double xx, xy, x0;
  double yx, yy, y0;
};

Matrix after(const Matrix& b, const Matrix& a) {
  return {b.xx * a.xx + b.xy * a.yx, b.xx * a.xy + b.xy * a.yy, b.xx * a.x0 + b.xy * a.y0 + b.x0,
          b.yx * a.xx + b.yy * a.yx, b.yx * a.xy + b.yy * a.yy, b.yx * a.x0 + b.yy * a.y0 + b.y0};
}

Matrix rotation(double degrees) {
  const SineCosine t = sine_cosine(degrees);
  return {t.cosine, -t.sine, 0, t.sine, t.cosine, 0};
}

Matrix scaling(double x, double y) { return {x, 0, 0, 0, y, 0}; }
Matrix shift(double x, double y) { return {1, 0, x, 0, 1, y}; }

image::Affine rounded(const Matrix& m) {
  return {to_position(m.x0), to_position(m.xx), to_position(m.xy), to_position(m.y0), to_position(m.yx), to_position(m.yy)};
}

// Pixel centres on whole numbers become pixel centres on halves.
image::View view_of(const Matrix& m) {
  return {static_cast<float>(m.xx), static_cast<float>(m.xy), static_cast<float>(m.x0 + 0.5),
          static_cast<float>(m.yx), static_cast<float>(m.yy), static_cast<float>(m.y0 + 0.5)};
}

Matrix scene_from_target(const Target& target) {
  const double x = target.crop.width / target.width_px, y = target.crop.height / target.height_px;
  return {x, 0, target.crop.x + 0.5 * x, 0, y, target.crop.y + 0.5 * y};
}

image::AxisMap plate_axis(double crop_start, double crop_size, int target_size, double extent_start, double extent_size, int plate_size) {
  const double pixels_per_unit = plate_size / extent_size;
  const double step = crop_size / target_size * pixels_per_unit;
  return {to_position((crop_start - extent_start) * pixels_per_unit + 0.5 * step - 0.5), to_position(step)};
}

// Whole target pixels around the circle of `reach` in oval space.
image::PixelRect covered_pixels(const Matrix& target_from_oval, const Target& target, double reach) {
  const auto absolute = [](double v) { return v < 0 ? -v : v; };
  const double half_width = reach * (absolute(target_from_oval.xx) + absolute(target_from_oval.xy));
  const double half_height = reach * (absolute(target_from_oval.yx) + absolute(target_from_oval.yy));
  const auto whole = [](double v) { return static_cast<int>(std::clamp(v, -1e6, 1e6)); };
  const int left = whole(target_from_oval.x0 - half_width) - 2, right = whole(target_from_oval.x0 + half_width) + 2;
  const int top = whole(target_from_oval.y0 - half_height) - 2, bottom = whole(target_from_oval.y0 + half_height) + 2;
  return intersect(image::PixelRect{left, top, right - left, bottom - top}, image::PixelRect{0, 0, target.width_px, target.height_px});
}

}  // namespace

Layout make_layout(const Scene& scene, const Recipe& recipe, const Image& photo, const Target& target) {
  const Oval& oval = recipe.oval;
  const Pose& pose = recipe.pose;
  const double radius_x = oval.rx * photo.width, radius_y = oval.ry * photo.height;
  const double units_per_pixel = scene.head.height * pose.scale / (2 * radius_y);
  const double units_per_pixel_down = units_per_pixel * recipe.style.stretch;
  const double turn = scene.head.degrees + pose.degrees;

  // Head space: units of the scene around the head's centre, the oval upright.
  const Matrix head_from_scene = after(rotation(-turn), shift(-(scene.head.center.x + pose.dx), -(scene.head.center.y + pose.dy)));
  const Matrix scene_from_head = after(shift(scene.head.center.x + pose.dx, scene.head.center.y + pose.dy), rotation(turn));
  const Matrix photo_from_head = after(shift(oval.cx * photo.width - 0.5, oval.cy * photo.height - 0.5),
                                       after(rotation(oval.degrees), scaling(1 / units_per_pixel, 1 / units_per_pixel_down)));
  const Matrix oval_from_head = scaling(1 / (radius_x * units_per_pixel), 1 / (radius_y * units_per_pixel_down));
  const Matrix head_from_oval = scaling(radius_x * units_per_pixel, radius_y * units_per_pixel_down);

  const Matrix to_scene = scene_from_target(target);
  const Matrix from_scene = {1 / to_scene.xx, 0, -to_scene.x0 / to_scene.xx, 0, 1 / to_scene.yy, -to_scene.y0 / to_scene.yy};
  const Matrix head_from_target = after(head_from_scene, to_scene);

  Layout layout;
  const recipe::Layers layers = recipe::layers_for(scene, target);
  const Rect& extent = layers.extent;
  layout.plate_across = plate_axis(target.crop.x, target.crop.width, target.width_px, extent.x, extent.width, layers.width);
  layout.plate_down = plate_axis(target.crop.y, target.crop.height, target.height_px, extent.y, extent.height, layers.height);
  layout.photo_from_target = rounded(after(photo_from_head, head_from_target));
  layout.oval_from_target = rounded(after(oval_from_head, head_from_target));
  layout.photo_from_grid = rounded(after(after(photo_from_head, head_from_oval), scaling(1.0 / kGridRadius, 1.0 / kGridRadius)));
  layout.grid_step = to_position(std::min(radius_x, radius_y) / kGridRadius);
  layout.photo_step = to_position(std::max(to_scene.xx, to_scene.yy) / units_per_pixel);
  layout.edge_fade = to_position(std::max(1.0, 0.06 * std::min(radius_x, radius_y)));
  layout.head_area = covered_pixels(after(from_scene, after(scene_from_head, head_from_oval)), target, kReach);
  const double scene_units = scene.head.height / kFaceUnits * pose.scale;
  layout.target_from_face = view_of(after(from_scene, after(scene_from_head, scaling(scene_units, scene_units))));
  return layout;
}

}  // namespace compositor::recipe
