#include "model/hand.h"

#include <algorithm>
#include <cmath>

namespace model {
namespace {

constexpr double kEyeSize = 11;    // of an eye's patch: its width, % of the oval's
constexpr double kPointGap = 0.3;  // of the brush's radius: nearer points change nothing that can be seen

}  // namespace

void Hand::set_size(double percent) {
  if (!std::isnan(percent)) size_ = std::clamp(percent, kMinSize, kMaxSize);
}

double Hand::radius_px(const Editor& editor) const {
  const double share = (tool_ == Tool::kEye ? kEyeSize : size_) / 100;
  const double most = tool_ == Tool::kEye ? 0.2 : 0.3, least = 0.002;
  return std::clamp(share * editor.oval().half_width, least * editor.photo().width, most * editor.photo().width);
}

bool Hand::press(Editor& editor, Point at) {
  if (tool_ == Tool::kOval || !editor.has_photo()) return true;
  if (tool_ == Tool::kEye) return editor.add_eye(at, radius_px(editor));
  editor.open_gesture();
  pressed_ = editor.begin_stroke(tool_ == Tool::kAdd, radius_px(editor), at);
  if (!pressed_) editor.close_gesture();
  last_ = at;
  return pressed_;
}

bool Hand::drag(Editor& editor, Point at) {
  if (!pressed_ || std::hypot(at.x - last_.x, at.y - last_.y) < kPointGap * radius_px(editor)) return true;
  last_ = at;
  return editor.extend_stroke(at);
}

void Hand::release(Editor& editor) {
  if (pressed_) editor.close_gesture();
  pressed_ = false;
}

void Hand::step(const Editor& editor, double right, double down) {
  const double pixels = radius_px(editor) / 2;
  const Point from = place(editor);
  place_ = {std::clamp(from.x + right * pixels, 0.0, double(editor.photo().width)),
            std::clamp(from.y + down * pixels, 0.0, double(editor.photo().height))};
  placed_ = true;
}

Point Hand::place(const Editor& editor) const { return placed_ ? place_ : editor.oval().center; }

bool Hand::use(Editor& editor) {
  const bool done = press(editor, place(editor));
  release(editor);
  return done;
}

}  // namespace model
