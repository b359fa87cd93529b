#include "model/editor.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using model::Editor;
using model::Field;

namespace {
Editor open_editor(model::PhotoSize photo = {800, 600}) {
  Editor editor;
  editor.open_photo(photo);
  return editor;
}
}  // namespace

TEST_CASE("a fresh photo of any shape starts with a valid oval inside it") {
  const auto photo = GENERATE(model::PhotoSize{64, 64}, model::PhotoSize{4000, 3000}, model::PhotoSize{300, 9000},
                              model::PhotoSize{16384, 64});
  const Editor editor = open_editor(photo);
  REQUIRE(compositor::validate(editor.recipe()));
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("work begins with the oval that was found, and reset goes back to it") {
  Editor editor = open_editor();
  editor.move_by(5, 5);
  const compositor::Oval found{0.8, 0.3, 0.1, 0.15, -12};
  REQUIRE(editor.begin_with(found));
  REQUIRE(editor.recipe().oval == found);
  REQUIRE_FALSE(editor.can_undo());
  editor.move_by(40, 10);
  editor.reset();
  REQUIRE(editor.recipe().oval == found);
  REQUIRE(editor.undo());
  REQUIRE(editor.undo());
  REQUIRE(editor.recipe().oval == found);

  editor.open_photo({800, 600});
  REQUIRE(editor.recipe().oval.cx == Approx(0.5));
}

TEST_CASE("an oval that no recipe may have begins nothing") {
  Editor editor = open_editor();
  const auto start = editor.recipe();
  REQUIRE_FALSE(editor.begin_with({0.5, 0.5, 0, 0.2, 0}));
  REQUIRE_FALSE(editor.begin_with({std::numeric_limits<double>::quiet_NaN(), 0.5, 0.2, 0.2, 0}));
  REQUIRE(editor.recipe() == start);
  REQUIRE_FALSE(Editor{}.begin_with({0.5, 0.5, 0.2, 0.2, 0}));
}

TEST_CASE("moving is exact to the pixel and there and back is where it began") {
  Editor editor = open_editor();
  const auto start = editor.oval();
  editor.move_by(37, -21);
  REQUIRE(editor.oval().center.x == Approx(start.center.x + 37).margin(1e-9));
  REQUIRE(editor.oval().center.y == Approx(start.center.y - 21).margin(1e-9));
  editor.move_by(-37, 21);
  REQUIRE(editor.oval().center.x == Approx(start.center.x).margin(1e-9));
}

TEST_CASE("resizing keeps the centre and the proportion") {
  Editor editor = open_editor();
  const auto start = editor.oval();
  editor.resize_by(1.25);
  REQUIRE(editor.oval().center.x == Approx(start.center.x));
  REQUIRE(editor.oval().half_width == Approx(start.half_width * 1.25));
  REQUIRE(editor.oval().half_height == Approx(start.half_height * 1.25));
}

TEST_CASE("whatever is asked for, the recipe stays valid") {
  Editor editor = open_editor({640, 480});
  const double bad = GENERATE(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity(), 1e300, -1e300, 0.0);
  editor.move_by(bad, bad);
  editor.resize_by(bad);
  editor.rotate_by(bad);
  for (int field = 0; field < model::kFieldCount; ++field) editor.set_value(static_cast<Field>(field), bad);
  REQUIRE(compositor::validate(editor.recipe()));
}

TEST_CASE("what lies under the pointer stays there while the oval grows") {
  model::Editor editor;
  editor.open_photo({1000, 800});
  const auto before = editor.oval();
  const model::Point about{before.center.x + 40, before.center.y - 30};
  editor.resize_by(1.5, about);
  REQUIRE(editor.oval().half_height == Approx(1.5 * before.half_height));
  REQUIRE(editor.oval().center.x - about.x == Approx(-60));
  REQUIRE(editor.oval().center.y - about.y == Approx(45));
}

TEST_CASE("an oval that cannot grow further stays where it is") {
  model::Editor editor;
  editor.open_photo({1000, 800});
  editor.resize_by(100);
  const auto largest = editor.oval();
  editor.resize_by(1.5, {largest.center.x + 100, largest.center.y});
  REQUIRE(editor.oval().center.x == Approx(largest.center.x));
  REQUIRE(editor.oval().half_height == Approx(largest.half_height));
}

TEST_CASE("changes inside one gesture are one undo step") {
  Editor editor = open_editor();
  const double start = editor.oval().center.x;
  editor.open_gesture();
  for (int i = 0; i < 10; ++i) editor.move_by(3, 0);
  editor.close_gesture();
  editor.move_by(100, 0);
  REQUIRE(editor.undo());
  REQUIRE(editor.oval().center.x == Approx(start + 30));
  REQUIRE(editor.undo());
  REQUIRE(editor.oval().center.x == Approx(start));
  REQUIRE_FALSE(editor.undo());
}

TEST_CASE("a gesture that changes nothing leaves no undo step") {
  Editor editor = open_editor();
  editor.open_gesture();
  editor.move_by(0, 0);
  editor.close_gesture();
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("a cancelled gesture is as if it had never been") {
  Editor editor = open_editor();
  editor.move_by(5, 5);
  const auto before = editor.oval();
  editor.open_gesture();
  editor.move_by(50, 50);
  editor.cancel_gesture();
  REQUIRE(editor.oval().center.x == before.center.x);
  REQUIRE_FALSE(editor.can_redo());
  REQUIRE(editor.undo());
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("redo brings back what undo took") {
  Editor editor = open_editor();
  editor.rotate_by(15);
  editor.undo();
  REQUIRE(editor.recipe().oval.degrees == 0);
  REQUIRE(editor.redo());
  REQUIRE(editor.recipe().oval.degrees == Approx(15));
}

TEST_CASE("reset returns to the first oval and can itself be undone") {
  Editor editor = open_editor();
  const auto first = editor.oval();
  editor.move_by(40, 40);
  editor.reset();
  REQUIRE(editor.oval().center.x == first.center.x);
  editor.undo();
  REQUIRE(editor.oval().center.x == Approx(first.center.x + 40));
}

TEST_CASE("the revision grows exactly when the recipe changes") {
  Editor editor = open_editor();
  const unsigned before = editor.revision();
  editor.move_by(0, 0);
  REQUIRE(editor.revision() == before);
  editor.move_by(1, 0);
  REQUIRE(editor.revision() == before + 1);
  editor.undo();
  REQUIRE(editor.revision() == before + 2);
}

TEST_CASE("without a photo nothing can be changed") {
  Editor editor;
  editor.move_by(1, 1);
  editor.reset();
  editor.set_value(Field::kX, 10);
  REQUIRE(editor.revision() == 0);
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("the cut-out's method, its strokes and the style are undone like everything else") {
  Editor editor = open_editor();
  editor.set_method(compositor::CutOut::Method::kOval);
  editor.set_value(Field::kPalette, 80);
  REQUIRE(editor.begin_stroke(true, 20, {400, 300}));
  editor.clear_strokes();
  REQUIRE(editor.recipe().cut_out.strokes.empty());
  editor.undo();
  REQUIRE(editor.recipe().cut_out.strokes.size() == 1);
  editor.undo();
  editor.reset_style();
  REQUIRE(editor.recipe().style == compositor::Style{});
  editor.undo();
  REQUIRE(editor.recipe().style.palette == Approx(0.8));
  editor.undo();
  editor.undo();
  REQUIRE(editor.recipe().cut_out.method == compositor::CutOut::Method::kAuto);
  REQUIRE_FALSE(editor.can_undo());
}
