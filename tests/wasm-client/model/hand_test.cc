#include "model/hand.h"

#include <catch2/catch.hpp>
#include <limits>

using model::Hand;
using model::Tool;

namespace {

model::Editor open_editor() {
  model::Editor editor;
  editor.open_photo({1000, 800});
  return editor;
}

Hand with(Tool tool) {
  Hand hand;
  hand.choose(tool);
  return hand;
}

}  // namespace

TEST_CASE("a stroke of the brush is in fractions of the photo and one undo step") {
  model::Editor editor = open_editor();
  const auto [tool, add] = GENERATE(std::pair{Tool::kAdd, true}, std::pair{Tool::kErase, false});
  Hand hand = with(tool);
  REQUIRE(hand.press(editor, {500, 400}));
  hand.drag(editor, {600, 400});
  hand.drag(editor, {600, 600});
  hand.release(editor);
  const auto& strokes = editor.recipe().cut_out.strokes;
  REQUIRE(strokes.size() == 1);
  REQUIRE(strokes[0].add == add);
  REQUIRE(strokes[0].radius == Approx(hand.radius_px(editor) / 1000));
  REQUIRE(strokes[0].points.size() == 3);
  REQUIRE(strokes[0].points[2].x == Approx(0.6));
  REQUIRE(strokes[0].points[2].y == Approx(0.75));
  REQUIRE(editor.undo());
  REQUIRE(editor.recipe().cut_out.strokes.empty());
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("points that hardly moved are left out") {
  model::Editor editor = open_editor();
  Hand hand = with(Tool::kAdd);
  hand.press(editor, {500, 400});
  for (int i = 0; i < 100; ++i) hand.drag(editor, {500 + 0.01 * i, 400});
  hand.release(editor);
  REQUIRE(editor.recipe().cut_out.strokes[0].points.size() == 1);
}

TEST_CASE("what is drawn past the photo stays at its border, and valid") {
  model::Editor editor = open_editor();
  Hand hand = with(Tool::kErase);
  hand.press(editor, {-500, 400});
  hand.drag(editor, {4000, 9000});
  hand.release(editor);
  const auto& points = editor.recipe().cut_out.strokes.at(0).points;
  REQUIRE(points[0].x == 0);
  REQUIRE(points[1].x == 1);
  REQUIRE(points[1].y == 1);
  REQUIRE(compositor::validate(editor.recipe()));
}

TEST_CASE("a tapped eye is remembered, can be taken away, and no more than eight are taken") {
  model::Editor editor = open_editor();
  Hand hand = with(Tool::kEye);
  for (std::size_t i = 0; i < compositor::kMaxEyes; ++i) REQUIRE(hand.press(editor, {400.0 + 10 * double(i), 300}));
  REQUIRE_FALSE(hand.press(editor, {1, 1}));
  REQUIRE(editor.recipe().eyes.size() == compositor::kMaxEyes);
  editor.remove_eye(0);
  REQUIRE(editor.recipe().eyes[0].x == Approx(0.41));
  editor.remove_eye(99);
  editor.remove_eye(-1);
  REQUIRE(editor.recipe().eyes.size() == compositor::kMaxEyes - 1);
}

TEST_CASE("when there is no room for a stroke it is refused and leaves no undo step") {
  model::Editor editor = open_editor();
  Hand hand = with(Tool::kAdd);
  for (std::size_t i = 0; i < compositor::kMaxBrushStrokes; ++i) {
    REQUIRE(hand.press(editor, {500, 400.0 + double(i)}));
    hand.release(editor);
  }
  const unsigned revision = editor.revision();
  REQUIRE_FALSE(hand.press(editor, {1, 1}));
  hand.drag(editor, {300, 300});
  hand.release(editor);
  REQUIRE(editor.revision() == revision);
}

TEST_CASE("a stroke that is full says so while it is drawn, and stays as one that can be undone") {
  model::Editor editor = open_editor();
  Hand hand = with(Tool::kErase);
  REQUIRE(hand.press(editor, {500, 400}));
  const auto there_and_back = [](std::size_t i) { return model::Point{i % 2 == 0 ? 300.0 : 700.0, 400}; };
  for (std::size_t i = 1; i < compositor::kMaxBrushPoints; ++i) REQUIRE(hand.drag(editor, there_and_back(i)));
  REQUIRE_FALSE(hand.drag(editor, there_and_back(compositor::kMaxBrushPoints)));
  REQUIRE(hand.drag(editor, there_and_back(compositor::kMaxBrushPoints)));  // nothing was asked for: it has not moved
  hand.release(editor);
  REQUIRE(editor.recipe().cut_out.strokes.at(0).points.size() == compositor::kMaxBrushPoints);
  REQUIRE(editor.undo());
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("with keys the tool starts in the oval, stays on the photo and dabs where it is") {
  model::Editor editor = open_editor();
  Hand hand = with(Tool::kAdd);
  REQUIRE(hand.place(editor).x == editor.oval().center.x);
  hand.step(editor, 2, 0);
  REQUIRE(hand.place(editor).x == Approx(editor.oval().center.x + hand.radius_px(editor)));
  REQUIRE(hand.use(editor));
  REQUIRE(editor.recipe().cut_out.strokes.size() == 1);
  hand.step(editor, 1e9, -1e9);
  REQUIRE(hand.place(editor).x == 1000);
  REQUIRE(hand.place(editor).y == 0);
}

TEST_CASE("whatever size is asked for, the brush stays one that the recipe takes") {
  model::Editor editor = open_editor();
  Hand hand = with(GENERATE(Tool::kAdd, Tool::kEye));
  hand.set_size(GENERATE(-1.0, 0.0, 1e9, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()));
  editor.resize_by(GENERATE(0.03, 1.0, 3.0));
  REQUIRE(hand.press(editor, {500, 400}));
  hand.release(editor);
  REQUIRE(compositor::validate(editor.recipe()));
}

TEST_CASE("with the oval's own tool, or without a photo, nothing is drawn") {
  model::Editor editor = open_editor();
  Hand oval;
  oval.press(editor, {500, 400});
  REQUIRE(editor.revision() == 1);
  model::Editor empty;
  Hand brush = with(Tool::kAdd);
  brush.press(empty, {500, 400});
  REQUIRE(empty.revision() == 0);
}
