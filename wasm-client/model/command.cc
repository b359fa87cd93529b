#include "model/command.h"

#include <algorithm>

namespace model {
namespace {

constexpr double kMoveStep = 0.005;
constexpr double kSizeStep = 0.03;
constexpr double kTurnStep = 1;
constexpr double kCoarse = 5;
constexpr double kCloserStep = 1.25;
constexpr double kLookStep = 0.2;  // of the canvas

struct Binding {
  std::string_view key;
  Command command;
};

constexpr Binding kPlainKeys[] = {
    {"ArrowLeft", Command::kLeft}, {"ArrowRight", Command::kRight}, {"ArrowUp", Command::kUp},
    {"ArrowDown", Command::kDown}, {"+", Command::kBigger},         {"=", Command::kBigger},
    {"-", Command::kSmaller},      {"_", Command::kSmaller},        {"[", Command::kTurnLeft},
    {"{", Command::kTurnLeft},     {"]", Command::kTurnRight},      {"}", Command::kTurnRight},
    {"0", Command::kReset},         {"1", Command::kCloseUp},
};

void move_oval(Editor& editor, Camera& camera, double right, double down) {
  editor.move_by(right, down);
  camera.keep_in_sight(editor.oval().center);
}

void close_up(const Editor& editor, Camera& camera) {
  if (camera.zoom() > 1) camera.show_whole();
  else camera.show(editor.oval());
}

}  // namespace

void perform(Editor& editor, Camera& camera, Command command, bool coarse) {
  if (!editor.has_photo()) return;
  const double times = coarse ? kCoarse : 1;
  const double move = kMoveStep * std::max(editor.photo().width, editor.photo().height) * times;
  const double grow = 1 + kSizeStep * times;
  const double turn = kTurnStep * times;
  switch (command) {
    case Command::kLeft: return move_oval(editor, camera, -move, 0);
    case Command::kRight: return move_oval(editor, camera, move, 0);
    case Command::kUp: return move_oval(editor, camera, 0, -move);
    case Command::kDown: return move_oval(editor, camera, 0, move);
    case Command::kBigger: return editor.resize_by(grow);
    case Command::kSmaller: return editor.resize_by(1 / grow);
    case Command::kTurnLeft: return editor.rotate_by(-turn);
    case Command::kTurnRight: return editor.rotate_by(turn);
    case Command::kReset: return editor.reset();
    case Command::kUndo: editor.undo(); return;
    case Command::kRedo: editor.redo(); return;
    case Command::kResetStyle: return editor.reset_style();
    case Command::kClearStrokes: return editor.clear_strokes();
    case Command::kCloser: return camera.zoom_by(kCloserStep);
    case Command::kFarther: return camera.zoom_by(1 / kCloserStep);
    case Command::kCloseUp: return close_up(editor, camera);
    case Command::kLookLeft: return camera.look(-kLookStep, 0);
    case Command::kLookRight: return camera.look(kLookStep, 0);
    case Command::kLookUp: return camera.look(0, -kLookStep);
    case Command::kLookDown: return camera.look(0, kLookStep);
  }
}

std::optional<Command> command_for(const KeyPress& press) {
  if (press.control) {
    // Shift tells them apart, not the letter's case: Caps Lock turns that round.
    if (press.key == "z" || press.key == "Z") return press.shift ? Command::kRedo : Command::kUndo;
    if (press.key == "y" || press.key == "Y") return Command::kRedo;
    return std::nullopt;
  }
  const auto* found = std::find_if(std::begin(kPlainKeys), std::end(kPlainKeys),
                                   [&](const Binding& binding) { return binding.key == press.key; });
  if (found == std::end(kPlainKeys)) return std::nullopt;
  return found->command;
}

}  // namespace model
