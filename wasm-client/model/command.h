#pragma once

#include <optional>
#include <string_view>

#include "model/camera.h"
#include "model/editor.h"

namespace model {

// One press of a key or button. The order is part of the C interface.
enum class Command {
  kLeft,
  kRight,
  kUp,
  kDown,
  kBigger,
  kSmaller,
  kTurnLeft,   // anticlockwise
  kTurnRight,  // clockwise
  kReset,
  kUndo,
  kRedo,
  kResetStyle,
  kClearStrokes,
  kCloser,     // these change what is seen, not the recipe
  kFarther,
  kCloseUp,    // onto the oval, and back to the whole photo
  kLookLeft,
  kLookRight,
  kLookUp,
  kLookDown,
};
inline constexpr int kCommandCount = 20;

// Moves go by 0.5 % of the photo's longer side, sizes by 3 %, turns by 1 degree; coarse steps are five times that.
// Afterwards the oval's middle is in sight, where the command moved it.
void perform(Editor& editor, Camera& camera, Command command, bool coarse);

struct KeyPress {
  std::string_view key;  // as DOM's KeyboardEvent.key
  bool shift = false;
  bool control = false;  // Ctrl, or Command on a Mac
};

// Empty for keys that belong to the page.
std::optional<Command> command_for(const KeyPress& press);

}  // namespace model
