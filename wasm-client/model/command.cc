#include "model/command.h"

#include <algorithm>

namespace model {
namespace {

constexpr double kMoveStep = 0.005;
constexpr double kSizeStep = 0.03;
constexpr double kTurnStep = 1;
constexpr double kCoarse = 5;

struct Binding {
  std::string_view key;
  Command command;
};

constexpr Binding kPlainKeys[] = {
    {"ArrowLeft", Command::kLeft}, {"ArrowRight", Command::kRight}, {"ArrowUp", Command::kUp},
    {"ArrowDown", Command::kDown}, {"+", Command::kBigger},         {"=", Command::kBigger},
    {"-", Command::kSmaller},      {"_", Command::kSmaller},        {"[", Command::kTurnLeft},
    {"{", Command::kTurnLeft},     {"]", Command::kTurnRight},      {"}", Command::kTurnRight},
    {"0", Command::kReset},
};

}  // namespace

void perform(Editor& editor, Command command, bool coarse) {
  if (!editor.has_photo()) return;
  const double times = coarse ? kCoarse : 1;
  const double move = kMoveStep * std::max(editor.photo().width, editor.photo().height) * times;
  const double grow = 1 + kSizeStep * times;
  const double turn = kTurnStep * times;
  switch (command) {
    case Command::kLeft: return editor.move_by(-move, 0);
    case Command::kRight: return editor.move_by(move, 0);
    case Command::kUp: return editor.move_by(0, -move);
    case Command::kDown: return editor.move_by(0, move);
    case Command::kBigger: return editor.resize_by(grow);
    case Command::kSmaller: return editor.resize_by(1 / grow);
    case Command::kTurnLeft: return editor.rotate_by(-turn);
    case Command::kTurnRight: return editor.rotate_by(turn);
    case Command::kReset: return editor.reset();
    case Command::kUndo: editor.undo(); return;
    case Command::kRedo: editor.redo(); return;
    case Command::kResetStyle: return editor.reset_style();
    case Command::kClearStrokes: return editor.clear_strokes();
  }
}

std::optional<Command> command_for(const KeyPress& press) {
  if (press.control) {
    if (press.key == "z") return Command::kUndo;
    if (press.key == "Z" || press.key == "y") return Command::kRedo;
    return std::nullopt;
  }
  const auto* found = std::find_if(std::begin(kPlainKeys), std::end(kPlainKeys),
                                   [&](const Binding& binding) { return binding.key == press.key; });
  if (found == std::end(kPlainKeys)) return std::nullopt;
  return found->command;
}

}  // namespace model
