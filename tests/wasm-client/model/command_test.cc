#include "model/command.h"

#include <catch2/catch.hpp>
#include <vector>

using model::Command;
using model::command_for;

TEST_CASE("every key of the crop surface has its command") {
  REQUIRE(command_for({"ArrowLeft"}) == Command::kLeft);
  REQUIRE(command_for({"ArrowRight"}) == Command::kRight);
  REQUIRE(command_for({"ArrowUp"}) == Command::kUp);
  REQUIRE(command_for({"ArrowDown"}) == Command::kDown);
  REQUIRE(command_for({"+", true}) == Command::kBigger);
  REQUIRE(command_for({"-"}) == Command::kSmaller);
  REQUIRE(command_for({"["}) == Command::kTurnLeft);
  REQUIRE(command_for({"]"}) == Command::kTurnRight);
  REQUIRE(command_for({"0"}) == Command::kReset);
  REQUIRE(command_for({"1"}) == Command::kCloseUp);
  REQUIRE(command_for({"z", false, true}) == Command::kUndo);
  REQUIRE(command_for({"Z", true, true}) == Command::kRedo);
  REQUIRE(command_for({"y", false, true}) == Command::kRedo);
}

TEST_CASE("with Caps Lock, undo is still undo and redo still redo") {
  REQUIRE(command_for({"Z", false, true}) == Command::kUndo);
  REQUIRE(command_for({"z", true, true}) == Command::kRedo);
}

TEST_CASE("keys that belong to the page are left to it") {
  const auto key = GENERATE("Tab", "Enter", "Escape", "a", " ", "F5");
  REQUIRE_FALSE(command_for({key}).has_value());
}

TEST_CASE("the browser's own zoom keys with Ctrl are left to it") {
  const auto key = GENERATE("+", "-", "0", "1");
  REQUIRE_FALSE(command_for({key, false, true}).has_value());
}

TEST_CASE("opposite commands cancel out") {
  const auto [there, back] = GENERATE(std::pair{Command::kLeft, Command::kRight}, std::pair{Command::kUp, Command::kDown},
                                      std::pair{Command::kBigger, Command::kSmaller},
                                      std::pair{Command::kTurnLeft, Command::kTurnRight});
  const bool coarse = GENERATE(false, true);
  model::Editor editor;
  model::Camera camera;
  editor.open_photo({1200, 900});
  const auto start = editor.oval();
  model::perform(editor, camera, there, coarse);
  REQUIRE(editor.revision() == 2);
  model::perform(editor, camera, back, coarse);
  REQUIRE(editor.oval().center.x == Approx(start.center.x));
  REQUIRE(editor.oval().center.y == Approx(start.center.y));
  REQUIRE(editor.oval().half_height == Approx(start.half_height));
  REQUIRE(editor.oval().degrees == Approx(start.degrees).margin(1e-9));
}

TEST_CASE("a coarse step goes five times as far") {
  model::Editor editor;
  model::Camera camera;
  editor.open_photo({1000, 800});
  const double start = editor.oval().center.x;
  model::perform(editor, camera, Command::kRight, false);
  const double fine = editor.oval().center.x - start;
  model::perform(editor, camera, Command::kRight, true);
  REQUIRE(editor.oval().center.x - start - fine == Approx(5 * fine));
}

TEST_CASE("sixty commands are undone one by one, and redone") {
  model::Editor editor;
  model::Camera camera;
  editor.open_photo({1000, 800});
  std::vector<compositor::Recipe> made{editor.recipe()};
  const Command turns[] = {Command::kRight, Command::kBigger, Command::kTurnLeft, Command::kDown, Command::kSmaller, Command::kTurnRight};
  for (int i = 0; i < 60; ++i) {
    model::perform(editor, camera, turns[i % 6], i % 5 == 0);
    made.push_back(editor.recipe());
  }
  for (int i = 59; i >= 0; --i) {
    model::perform(editor, camera, Command::kUndo, false);
    REQUIRE(editor.recipe() == made[static_cast<std::size_t>(i)]);
  }
  REQUIRE_FALSE(editor.can_undo());
  for (int i = 1; i <= 60; ++i) model::perform(editor, camera, Command::kRedo, false);
  REQUIRE(editor.recipe() == made.back());
}

TEST_CASE("looking closer changes what is seen and nothing of the recipe") {
  const Command command = GENERATE(Command::kCloser, Command::kCloseUp);
  model::Editor editor;
  model::Camera camera;
  editor.open_photo({1000, 800});
  camera.open({1000, 800});
  camera.resize({500, 400});
  const auto revision = editor.revision();
  model::perform(editor, camera, command, false);
  REQUIRE(camera.zoom() > 1.2);
  for (const Command look : {Command::kLookLeft, Command::kLookRight, Command::kLookUp, Command::kLookDown}) {
    const auto before = camera.view().origin;
    model::perform(editor, camera, look, false);
    const auto after = camera.view().origin;
    REQUIRE((before.x != after.x || before.y != after.y));
  }
  REQUIRE(editor.revision() == revision);
  REQUIRE_FALSE(editor.can_undo());
}

TEST_CASE("the close-up goes back to the whole photo") {
  model::Editor editor;
  model::Camera camera;
  editor.open_photo({1000, 800});
  camera.open({1000, 800});
  camera.resize({500, 400});
  model::perform(editor, camera, Command::kCloseUp, false);
  model::perform(editor, camera, Command::kCloseUp, false);
  REQUIRE(camera.zoom() == 1);
}

TEST_CASE("an oval that is moved out of the close-up is followed") {
  model::Editor editor;
  model::Camera camera;
  editor.open_photo({1000, 800});
  camera.open({1000, 800});
  camera.resize({500, 400});
  editor.resize_by(0.2);
  model::perform(editor, camera, Command::kCloseUp, false);
  for (int i = 0; i < 15; ++i) model::perform(editor, camera, Command::kRight, true);
  const auto seen = camera.view().to_canvas(editor.oval().center);
  REQUIRE(seen.x >= 0);
  REQUIRE(seen.x <= 500);
}
