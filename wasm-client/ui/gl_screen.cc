#include "ui/gl_screen.h"

#include "imgui_impl_opengl3.h"

namespace ui {

GlScreen::GlScreen() { ImGui_ImplOpenGL3_Init("#version 300 es"); }
GlScreen::~GlScreen() { ImGui_ImplOpenGL3_Shutdown(); }

void GlScreen::new_frame() { ImGui_ImplOpenGL3_NewFrame(); }

void GlScreen::show(int width_px, int height_px) {
  platform::clear(width_px, height_px);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void GlScreen::forget() {
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  texture_.forget();
  matte_.forget();
}

}  // namespace ui
