#pragma once

#include <cstdint>

#include "compositor/image.h"

namespace platform {

// One picture in the current WebGL context.
class Texture {
 public:
  void upload(const compositor::Image& image);
  // The context that held it is gone; nothing to free.
  void forget() { name_ = 0; }
  // What ImGui passes back to its OpenGL backend.
  [[nodiscard]] void* id() const { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(name_)); }

 private:
  unsigned name_ = 0;
};

// Transparent black over the whole framebuffer, in device pixels.
void clear(int width_px, int height_px);

}  // namespace platform
