#include "model/camera.h"

#include <algorithm>
#include <cmath>

namespace model {
namespace {

constexpr double kFilled = 0.75;   // of the canvas, by an oval that is shown
constexpr double kRoom = 0.12;     // of the canvas, around a place that is kept in sight
constexpr double kMinSpread = 1;   // canvas units; fingers on one spot have no distance

double held(double middle, double seen, double whole) {
  return seen >= whole ? whole / 2 : std::clamp(middle, seen / 2, whole - seen / 2);
}

double brought_near(double middle, double place, double reach) {
  return std::clamp(middle, place - reach, place + reach);
}

}  // namespace

void Camera::open(PhotoSize photo) {
  photo_ = photo;
  zoom_ = 1;
  hold_inside();
}

void Camera::resize(CanvasSize canvas) {
  canvas_ = canvas;
  hold_inside();
}

Viewport Camera::view() const {
  Viewport view = fit(photo_, canvas_.width, canvas_.height);
  if (zoom_ == 1) return view;
  view.scale *= zoom_;
  view.origin = {canvas_.width / 2 - middle_.x * view.scale, canvas_.height / 2 - middle_.y * view.scale};
  return view;
}

void Camera::zoom_by(double factor, Point at) {
  if (!(factor > 0) || !std::isfinite(factor)) return;
  const Point place = view().to_photo(at);
  zoom_ = std::clamp(zoom_ * factor, 1.0, kMaxZoom);
  const double scale = fit(photo_, canvas_.width, canvas_.height).scale * zoom_;
  middle_ = {place.x + (canvas_.width / 2 - at.x) / scale, place.y + (canvas_.height / 2 - at.y) / scale};
  hold_inside();
}

void Camera::look(double right, double down) {
  const double scale = view().scale;
  middle_ = {middle_.x + right * canvas_.width / scale, middle_.y + down * canvas_.height / scale};
  hold_inside();
}

void Camera::pan(Point from, Point to) { look((from.x - to.x) / canvas_.width, (from.y - to.y) / canvas_.height); }

void Camera::follow(const Camera& start, TwoFingers from, TwoFingers to) {
  *this = start;
  const auto middle_of = [](TwoFingers fingers) { return Point{(fingers.a.x + fingers.b.x) / 2, (fingers.a.y + fingers.b.y) / 2}; };
  const auto spread_of = [](TwoFingers fingers) {
    return std::max(kMinSpread, std::hypot(fingers.b.x - fingers.a.x, fingers.b.y - fingers.a.y));
  };
  zoom_by(spread_of(to) / spread_of(from), middle_of(from));
  pan(middle_of(from), middle_of(to));
}

void Camera::show(const PixelOval& oval) {
  const double scale = fit(photo_, canvas_.width, canvas_.height).scale;
  const double size = 2 * std::max(oval.half_width, oval.half_height) * scale;
  if (!(size > 0)) return;
  zoom_ = std::clamp(kFilled * std::min(canvas_.width, canvas_.height) / size, 1.0, kMaxZoom);
  middle_ = oval.center;
  hold_inside();
}

void Camera::keep_in_sight(Point at) {
  const double scale = view().scale;
  const double reach = 0.5 - kRoom;
  middle_ = {brought_near(middle_.x, at.x, reach * canvas_.width / scale), brought_near(middle_.y, at.y, reach * canvas_.height / scale)};
  hold_inside();
}

void Camera::hold_inside() {
  if (photo_.width <= 0 || photo_.height <= 0) return;
  const double scale = fit(photo_, canvas_.width, canvas_.height).scale * zoom_;
  middle_ = {held(middle_.x, canvas_.width / scale, photo_.width), held(middle_.y, canvas_.height / scale, photo_.height)};
}

}  // namespace model
