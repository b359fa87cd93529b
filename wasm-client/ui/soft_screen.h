#pragma once

#include <vector>

#include "platform/soft_canvas.h"
#include "ui/screen.h"

namespace ui {

// Memory, for browsers without WebGL2: the page puts the pixels on a 2D canvas.
class SoftScreen : public Screen {
 public:
  SoftScreen();

  void upload(const compositor::Image& photo) override { texture_.upload(photo); }
  [[nodiscard]] ImTextureID photo() override { return &texture_; }
  void upload_matte(const compositor::Image& shade) override { matte_.upload(shade); }
  [[nodiscard]] ImTextureID matte() override { return &matte_; }
  void new_frame() override {}
  void show(int width_px, int height_px) override;
  [[nodiscard]] const compositor::Image* pixels() const override { return &canvas_.pixels(); }

 private:
  [[nodiscard]] const platform::SoftTexture* picture_of(ImTextureID id) const;

  platform::SoftTexture texture_, matte_;
  platform::SoftCanvas canvas_;
  std::vector<platform::SoftVertex> vertices_;
};

}  // namespace ui
