#include "ui/soft_screen.h"

#include <cmath>

namespace ui {

SoftScreen::SoftScreen() {
  // Nothing is written, so of the font's texture only its white pixel is used: plain colours, as without a texture.
  // Lines are smoothed by their vertices' colours, not by a picture of lines.
  ImGui::GetIO().Fonts->Build();
  ImGui::GetStyle().AntiAliasedLinesUseTex = false;
}

void SoftScreen::show(int width_px, int height_px) {
  canvas_.clear(width_px, height_px);
  const ImDrawData& data = *ImGui::GetDrawData();
  const ImVec2 scale = data.FramebufferScale;
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    vertices_.clear();
    for (const ImDrawVert& v : list.VtxBuffer) vertices_.push_back({v.pos.x * scale.x, v.pos.y * scale.y, v.uv.x, v.uv.y, v.col});
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const ImVec4 clip = command.ClipRect;
      const auto down = [](float value) { return static_cast<int>(std::floor(value)); };
      canvas_.draw(std::span(vertices_).subspan(command.VtxOffset), {list.IdxBuffer.Data + command.IdxOffset, command.ElemCount},
                   picture_of(command.GetTexID()),
                   {down(clip.x * scale.x), down(clip.y * scale.y), down(clip.z * scale.x + 0.999f), down(clip.w * scale.y + 0.999f)});
    }
  }
}

const platform::SoftTexture* SoftScreen::picture_of(ImTextureID id) const {
  for (const platform::SoftTexture* picture : {&texture_, &matte_}) {
    if (id == picture) return picture;
  }
  return nullptr;
}

}  // namespace ui
