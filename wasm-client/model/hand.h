#pragma once

#include "model/editor.h"

namespace model {

// What a pointer does on the photo. The order is part of the C interface.
enum class Tool { kOval, kAdd, kErase, kEye };

// The tools that work on the photo itself, held by a pointer or moved by arrow keys. Points are pixels of the photo.
class Hand {
 public:
  static constexpr double kMinSize = 2, kMaxSize = 60;  // of a brush: its width, % of the oval's

  void choose(Tool tool) { tool_ = tool; }
  [[nodiscard]] Tool tool() const { return tool_; }
  // Brought into the range; NaN changes nothing.
  void set_size(double percent);
  // Of what the tool would leave on the photo.
  [[nodiscard]] double radius_px(const Editor& editor) const;

  // A stroke is one undo step. False when the recipe has no room for another stroke or eye.
  bool press(Editor& editor, Point at);
  // False when the stroke has as many points as it may: it ends where it is, though it is still held.
  bool drag(Editor& editor, Point at);
  void release(Editor& editor);

  // The keys' place, from the middle of the oval on; stays on the photo. In steps of half the tool's radius.
  void step(const Editor& editor, double right, double down);
  [[nodiscard]] Point place(const Editor& editor) const;
  // A dab of the brush, or an eye, at the keys' place. False as press.
  bool use(Editor& editor);
  // Puts the place back into the oval.
  void forget_place() { placed_ = false; }

 private:
  Tool tool_ = Tool::kOval;
  double size_ = 16;
  bool pressed_ = false;
  bool placed_ = false;
  Point place_;
  Point last_;
};

}  // namespace model
