#pragma once

#include "platform/texture.h"
#include "ui/screen.h"

namespace ui {

// The current WebGL2 context.
class GlScreen : public Screen {
 public:
  GlScreen();
  ~GlScreen() override;
  GlScreen(const GlScreen&) = delete;
  GlScreen& operator=(const GlScreen&) = delete;

  void upload(const compositor::Image& photo) override { texture_.upload(photo); }
  [[nodiscard]] ImTextureID photo() override { return texture_.id(); }
  void upload_matte(const compositor::Image& shade) override { matte_.upload(shade); }
  [[nodiscard]] ImTextureID matte() override { return matte_.id(); }
  void new_frame() override;
  void show(int width_px, int height_px) override;
  void forget() override;

 private:
  platform::Texture texture_, matte_;
};

}  // namespace ui
