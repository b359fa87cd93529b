#include "ui/surface.h"

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "model/display_copy.h"
#include "ui/theme.h"

namespace ui {
namespace {

// ImGui spreads quick press-and-release pairs over frames; three work off what one event can cause.
constexpr int kFramesPerEvent = 3;
constexpr int kMaxTextureSide = 2048;  // every WebGL2 device has it, and no canvas shows more

}  // namespace

Surface::Surface(model::Editor& editor, model::Hand& hand) : editor_(editor), hand_(hand) {
  ImGui::CreateContext();
  apply_bare_style();
  ImGui_ImplOpenGL3_Init("#version 300 es");
}

Surface::~Surface() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}

void Surface::resize(double width, double height, double pixel_ratio) {
  width_ = width;
  height_ = height;
  pixel_ratio_ = pixel_ratio;
  want_frames();
}

void Surface::show_photo(const compositor::Image& photo) {
  photo_ = &photo;
  input_.let_go();
  stage_.abandon_drag(editor_, hand_);
  upload();
}

void Surface::upload() {
  if (!lost_) texture_.upload(model::display_copy(*photo_, kMaxTextureSide));
  want_frames();
}

void Surface::pointer(PointerEvent event, int id, bool touch, model::Point at) {
  if (!editor_.has_photo()) return;
  if (input_.handle(event, id, touch, at, editor_, viewport())) stage_.abandon_drag(editor_, hand_);
  want_frames();
}

void Surface::frame(double seconds_since_last) {
  if (frames_wanted_ > 0) --frames_wanted_;
  if (lost_) return;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
  io.DisplayFramebufferScale = {static_cast<float>(pixel_ratio_), static_cast<float>(pixel_ratio_)};
  io.DeltaTime = seconds_since_last > 0 ? static_cast<float>(seconds_since_last) : 1.0f / 60;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  stage_.draw(editor_, hand_, texture_.id(), {input_.touch(), input_.pinching()});
  ImGui::Render();
  platform::clear(static_cast<int>(width_ * pixel_ratio_), static_cast<int>(height_ * pixel_ratio_));
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Surface::context_lost() { lost_ = true; }

void Surface::context_restored() {
  lost_ = false;
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  texture_.forget();
  if (photo_) upload();
  want_frames();
}

void Surface::want_frames() { frames_wanted_ = kFramesPerEvent; }

model::Viewport Surface::viewport() const { return model::fit(editor_.photo(), width_, height_); }

}  // namespace ui
