#pragma once

#include "compositor/image.h"
#include "imgui.h"

namespace ui {

// What shows the crop surface. One at a time, and only while ImGui's context lives.
class Screen {
 public:
  virtual ~Screen() = default;

  // Of at most 2048 pixels a side.
  virtual void upload(const compositor::Image& photo) = 0;
  // What the stage gives to ImGui to have the photo drawn.
  [[nodiscard]] virtual ImTextureID photo() = 0;
  // The same for what is laid over it to show the cut-out.
  virtual void upload_matte(const compositor::Image& shade) = 0;
  [[nodiscard]] virtual ImTextureID matte() = 0;
  // Around ImGui's own NewFrame and Render; `show` draws what has been rendered, in device pixels.
  virtual void new_frame() = 0;
  virtual void show(int width_px, int height_px) = 0;
  // The GPU has forgotten everything; the pictures come again.
  virtual void forget() {}
  // Where a frame lies that the page has to put on its canvas; nothing when it is there already.
  [[nodiscard]] virtual const compositor::Image* pixels() const { return nullptr; }
};

}  // namespace ui
