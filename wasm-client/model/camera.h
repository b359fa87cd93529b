#pragma once

#include "model/pinch.h"
#include "model/viewport.h"

namespace model {

struct CanvasSize {
  double width = 1;  // CSS pixels
  double height = 1;
};

// How closely the crop surface looks at the photo, and at which part. The whole photo at first; never beyond its border.
// Changes nothing of the recipe. Points are CSS pixels of the canvas.
class Camera {
 public:
  static constexpr double kMaxZoom = 8;

  void open(PhotoSize photo);
  void resize(CanvasSize canvas);

  [[nodiscard]] double zoom() const { return zoom_; }  // 1: the whole photo
  [[nodiscard]] Viewport view() const;

  // What lies under `at` stays there.
  void zoom_by(double factor, Point at);
  void zoom_by(double factor) { zoom_by(factor, {canvas_.width / 2, canvas_.height / 2}); }
  // In shares of the canvas: 0.5 is half of what is seen.
  void look(double right, double down);
  void pan(Point from, Point to);
  // The places of the photo under the fingers of `start` follow the fingers.
  void follow(const Camera& start, TwoFingers from, TwoFingers to);

  void show_whole() { zoom_ = 1; }
  // The oval fills most of the canvas.
  void show(const PixelOval& oval);
  // Moves no more than it must for `at`, a place of the photo, to be seen with some room around it.
  void keep_in_sight(Point at);

 private:
  void hold_inside();

  PhotoSize photo_;
  CanvasSize canvas_;
  double zoom_ = 1;
  Point middle_;  // the photo's place in the middle of the canvas
};

}  // namespace model
