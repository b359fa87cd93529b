#include "ui/surface.h"

#include <cmath>

#include "imgui.h"
#include "model/display_copy.h"
#include "ui/gl_screen.h"
#include "ui/soft_screen.h"
#include "ui/theme.h"

namespace ui {
namespace {

// ImGui spreads quick press-and-release pairs over frames; three work off what one event can cause.
constexpr int kFramesPerEvent = 3;
constexpr int kMaxTextureSide = 2048;  // every WebGL2 device has it, and no canvas shows more

std::unique_ptr<Screen> make_screen(ScreenKind kind) {
  if (kind == ScreenKind::kWebGl) return std::make_unique<GlScreen>();
  return std::make_unique<SoftScreen>();
}

}  // namespace

Surface::Surface(model::Editor& editor, model::Hand& hand, ScreenKind kind) : editor_(editor), hand_(hand) {
  ImGui::CreateContext();
  apply_bare_style();
  screen_ = make_screen(kind);
}

Surface::~Surface() {
  screen_.reset();
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
  if (!lost_) screen_->upload(model::display_copy(*photo_, kMaxTextureSide));
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
  screen_->new_frame();
  ImGui::NewFrame();
  stage_.draw(editor_, hand_, screen_->photo(), {input_.touch(), input_.pinching()});
  ImGui::Render();
  screen_->show(static_cast<int>(std::lround(width_ * pixel_ratio_)), static_cast<int>(std::lround(height_ * pixel_ratio_)));
}

void Surface::context_lost() { lost_ = true; }

void Surface::context_restored() {
  lost_ = false;
  screen_->forget();
  if (photo_) upload();
  want_frames();
}

void Surface::want_frames() { frames_wanted_ = kFramesPerEvent; }

model::Viewport Surface::viewport() const { return model::fit(editor_.photo(), width_, height_); }

}  // namespace ui
