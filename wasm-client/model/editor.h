#pragma once

#include "compositor/recipe.h"
#include "model/field.h"
#include "model/pixel_oval.h"
#include "model/undo_stack.h"

namespace model {

// The recipe of one photo, and every way to change it. Mouse, touch, keys and HTML controls all end here.
// Whatever is asked for, recipe() stays one that compositor::validate accepts.
class Editor {
 public:
  // A fresh recipe for a photo of this size; forgets the undo history.
  void open_photo(PhotoSize photo);
  // The oval that work on the open photo begins with and reset() goes back to; forgets the undo history. False, and
  // nothing changes, when there is no photo or compositor::validate refuses the oval.
  bool begin_with(const compositor::Oval& oval);
  [[nodiscard]] bool has_photo() const { return photo_.width > 0; }
  [[nodiscard]] PhotoSize photo() const { return photo_; }

  [[nodiscard]] const compositor::Recipe& recipe() const { return recipe_; }
  [[nodiscard]] PixelOval oval() const { return to_pixels(recipe_.oval, photo_); }
  // Grows with every change of the recipe, undo and redo included.
  [[nodiscard]] unsigned revision() const { return revision_; }

  void set_recipe(const compositor::Recipe& recipe);  // must be valid
  void set_oval(const PixelOval& oval);
  void move_by(double dx_px, double dy_px);
  void resize_by(double factor);
  void resize_by(double factor, Point about);  // what lies at `about`, a place of the photo, stays there
  void rotate_by(double degrees);
  void reset();

  void set_method(compositor::CutOut::Method method);
  // A stroke of the cut-out's brush. Points outside the photo are brought to its border. False, and nothing changes,
  // when the recipe has no room for it.
  bool begin_stroke(bool add, double radius_px, Point at);
  bool extend_stroke(Point at);
  void clear_strokes();
  bool add_eye(Point at, double radius_px);
  void remove_eye(int index);  // a wrong index changes nothing
  void reset_style();

  [[nodiscard]] double value(Field field) const;
  // Brought into range_of(field); NaN changes nothing.
  void set_value(Field field, double value);

  // Changes between open and close are one undo step. Opening an open gesture changes nothing.
  void open_gesture();
  void close_gesture();
  void cancel_gesture();  // back to what was before it

  bool undo();
  bool redo();
  [[nodiscard]] bool can_undo() const { return undo_.can_undo(); }
  [[nodiscard]] bool can_redo() const { return undo_.can_redo(); }

 private:
  bool change_to(const compositor::Recipe& next);  // false when the recipe stays
  [[nodiscard]] compositor::Point fraction_of(Point at) const;

  void begin(const compositor::Recipe& first);

  PhotoSize photo_;
  compositor::Recipe first_;
  compositor::Recipe recipe_;
  UndoStack<compositor::Recipe> undo_;
  compositor::Recipe before_gesture_;
  bool gesture_open_ = false;
  bool gesture_remembered_ = false;
  unsigned revision_ = 0;
};

}  // namespace model
