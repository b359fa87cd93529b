#include "model/command.h"

#include <catch2/catch.hpp>

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
  REQUIRE(command_for({"z", false, true}) == Command::kUndo);
  REQUIRE(command_for({"Z", true, true}) == Command::kRedo);
}

TEST_CASE("keys that belong to the page are left to it") {
  const auto key = GENERATE("Tab", "Enter", "Escape", "a", " ", "F5");
  REQUIRE_FALSE(command_for({key}).has_value());
}

TEST_CASE("the browser's own zoom keys with Ctrl are left to it") {
  const auto key = GENERATE("+", "-", "0");
  REQUIRE_FALSE(command_for({key, false, true}).has_value());
}

TEST_CASE("opposite commands cancel out") {
  const auto [there, back] = GENERATE(std::pair{Command::kLeft, Command::kRight}, std::pair{Command::kUp, Command::kDown},
                                      std::pair{Command::kBigger, Command::kSmaller},
                                      std::pair{Command::kTurnLeft, Command::kTurnRight});
  const bool coarse = GENERATE(false, true);
  model::Editor editor;
  editor.open_photo({1200, 900});
  const auto start = editor.oval();
  model::perform(editor, there, coarse);
  REQUIRE(editor.revision() == 2);
  model::perform(editor, back, coarse);
  REQUIRE(editor.oval().center.x == Approx(start.center.x));
  REQUIRE(editor.oval().center.y == Approx(start.center.y));
  REQUIRE(editor.oval().half_height == Approx(start.half_height));
  REQUIRE(editor.oval().degrees == Approx(start.degrees).margin(1e-9));
}

TEST_CASE("a coarse step goes five times as far") {
  model::Editor editor;
  editor.open_photo({1000, 800});
  const double start = editor.oval().center.x;
  model::perform(editor, Command::kRight, false);
  const double fine = editor.oval().center.x - start;
  model::perform(editor, Command::kRight, true);
  REQUIRE(editor.oval().center.x - start - fine == Approx(5 * fine));
}
