#include "model/editor.h"

#include <algorithm>
#include <cmath>

namespace model {
namespace {

// A face seen upright is a little taller than wide and sits above the middle of most photos.
constexpr double kFirstHeight = 0.52;  // of the photo's shorter side
constexpr double kFirstWidth = 0.8;    // of the oval's height
constexpr double kFirstY = 0.44;

compositor::Recipe first_recipe(PhotoSize photo) {
  const double half_height = kFirstHeight * std::min(photo.width, photo.height) / 2;
  compositor::Recipe recipe;
  recipe.oval = to_fractions({{photo.width * 0.5, photo.height * kFirstY}, half_height * kFirstWidth, half_height, 0},
                             photo);
  return recipe;
}

}  // namespace

void Editor::open_photo(PhotoSize photo) {
  photo_ = photo;
  begin(first_recipe(photo));
}

bool Editor::begin_with(const compositor::Oval& oval) {
  compositor::Recipe first;
  first.oval = oval;
  if (!has_photo() || !compositor::validate(first)) return false;
  begin(first);
  return true;
}

void Editor::begin(const compositor::Recipe& first) {
  first_ = recipe_ = first;
  undo_.clear();
  gesture_open_ = false;
  ++revision_;
}

void Editor::set_recipe(const compositor::Recipe& recipe) { change_to(recipe); }

void Editor::set_oval(const PixelOval& oval) {
  if (!has_photo()) return;
  compositor::Recipe next = recipe_;
  next.oval = to_fractions(oval, photo_);
  change_to(next);
}

void Editor::move_by(double dx_px, double dy_px) {
  PixelOval next = oval();
  next.center.x += dx_px;
  next.center.y += dy_px;
  set_oval(next);
}

void Editor::resize_by(double factor) { resize_by(factor, oval().center); }

void Editor::resize_by(double factor, Point about) {
  if (!(factor > 0) || !std::isfinite(factor)) return;
  PixelOval next = oval();
  factor = possible_factor(next, factor, photo_);
  next.center = {about.x + factor * (next.center.x - about.x), about.y + factor * (next.center.y - about.y)};
  next.half_width *= factor;
  next.half_height *= factor;
  set_oval(next);
}

void Editor::rotate_by(double degrees) {
  PixelOval next = oval();
  next.degrees += degrees;
  set_oval(next);
}

void Editor::reset() {
  if (has_photo()) change_to(first_);
}

void Editor::set_method(compositor::CutOut::Method method) {
  compositor::Recipe next = recipe_;
  next.cut_out.method = method;
  if (has_photo()) change_to(next);
}

compositor::Point Editor::fraction_of(Point at) const {
  return {std::clamp(at.x / photo_.width, 0.0, 1.0), std::clamp(at.y / photo_.height, 0.0, 1.0)};
}

bool Editor::begin_stroke(bool add, double radius_px, Point at) {
  if (!has_photo()) return false;
  compositor::Recipe next = recipe_;
  next.cut_out.strokes.push_back({add, radius_px / photo_.width, {fraction_of(at)}});
  return change_to(next);
}

bool Editor::extend_stroke(Point at) {
  if (recipe_.cut_out.strokes.empty()) return false;
  compositor::Recipe next = recipe_;
  next.cut_out.strokes.back().points.push_back(fraction_of(at));
  return change_to(next);
}

void Editor::clear_strokes() {
  compositor::Recipe next = recipe_;
  next.cut_out.strokes.clear();
  change_to(next);
}

bool Editor::add_eye(Point at, double radius_px) {
  if (!has_photo()) return false;
  compositor::Recipe next = recipe_;
  const compositor::Point place = fraction_of(at);
  next.eyes.push_back({place.x, place.y, radius_px / photo_.width});
  return change_to(next);
}

void Editor::remove_eye(int index) {
  compositor::Recipe next = recipe_;
  if (index < 0 || index >= static_cast<int>(next.eyes.size())) return;
  next.eyes.erase(next.eyes.begin() + index);
  change_to(next);
}

void Editor::reset_style() {
  compositor::Recipe next = recipe_;
  next.style = {};
  change_to(next);
}

double Editor::value(Field field) const { return has_photo() ? value_of(recipe_, photo_, field) : 0; }

void Editor::set_value(Field field, double value) {
  if (!has_photo() || std::isnan(value)) return;
  const Range range = range_of(field);
  change_to(with_value(recipe_, photo_, field, std::clamp(value, range.min, range.max)));
}

void Editor::open_gesture() {
  if (gesture_open_) return;
  gesture_open_ = true;
  gesture_remembered_ = false;
  before_gesture_ = recipe_;
}

void Editor::close_gesture() { gesture_open_ = false; }

void Editor::cancel_gesture() {
  if (!gesture_open_) return;
  gesture_open_ = false;
  if (!gesture_remembered_) return;
  recipe_ = before_gesture_;
  undo_.forget_latest();
  ++revision_;
}

bool Editor::undo() {
  close_gesture();
  const auto earlier = undo_.undo(recipe_);
  if (!earlier) return false;
  recipe_ = *earlier;
  ++revision_;
  return true;
}

bool Editor::redo() {
  close_gesture();
  const auto later = undo_.redo(recipe_);
  if (!later) return false;
  recipe_ = *later;
  ++revision_;
  return true;
}

bool Editor::change_to(const compositor::Recipe& next) {
  if (next == recipe_ || !compositor::validate(next)) return false;
  if (!gesture_open_) {
    undo_.remember(recipe_);
  } else if (!gesture_remembered_) {
    undo_.remember(before_gesture_);
    gesture_remembered_ = true;
  }
  recipe_ = next;
  ++revision_;
  return true;
}

}  // namespace model
