#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"

namespace ui {

// What is on the screen. Most events leave it as it is, and without a GPU a frame takes the painter's time.
class ShownFrame {
 public:
  // Whether `data` shows something else than the frame before; from now on it is the frame before.
  [[nodiscard]] bool is_new(const ImDrawData& data);
  // The screen has lost it, or a picture in it is another one now.
  void forget() { shown_.clear(); }

 private:
  std::vector<std::uint8_t> shown_, next_;
};

}  // namespace ui
