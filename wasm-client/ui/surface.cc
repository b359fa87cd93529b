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

Surface::Surface(model::Editor& editor, model::Hand& hand, model::Camera& camera, ScreenKind kind)
    : editor_(editor), hand_(hand), camera_(camera) {
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
  camera_.resize({width, height});
  shown_.forget();
  want_frames();
}

void Surface::show_photo(const compositor::Image& photo) {
  photo_ = &photo;
  input_.let_go();
  stage_.abandon_drag(editor_, hand_);
  matte_.forget();
  upload();
}

void Surface::show_mask(const compositor::Image& mask, const compositor::Recipe& recipe) {
  if (lost_) return;  // the next one comes with the next change
  matte_.find({}, mask, recipe);
  screen_->upload_matte(matte_.shade());
  shown_.forget();
  want_frames();
}

void Surface::upload() {
  if (!lost_) screen_->upload(model::display_copy(*photo_, kMaxTextureSide));
  shown_.forget();
  want_frames();
}

void Surface::pointer(PointerEvent event, int id, bool touch, model::Point at) {
  if (!editor_.has_photo()) return;
  if (input_.handle(event, id, touch, at, editor_, camera_, hand_.tool() == model::Tool::kOval)) stage_.abandon_drag(editor_, hand_);
  want_frames();
}

bool Surface::frame(double seconds_since_last) {
  if (frames_wanted_ > 0) --frames_wanted_;
  if (lost_) return false;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
  io.DisplayFramebufferScale = {static_cast<float>(pixel_ratio_), static_cast<float>(pixel_ratio_)};
  io.DeltaTime = seconds_since_last > 0 ? static_cast<float>(seconds_since_last) : 1.0f / 60;
  screen_->new_frame();
  ImGui::NewFrame();
  stage_.draw(editor_, hand_, camera_, {screen_->photo(), screen_->matte(), matte_}, {input_.touch(), input_.pinching()});
  ImGui::Render();
  if (!shown_.is_new(*ImGui::GetDrawData())) return false;
  screen_->show(static_cast<int>(std::lround(width_ * pixel_ratio_)), static_cast<int>(std::lround(height_ * pixel_ratio_)));
  return true;
}

void Surface::context_lost() { lost_ = true; }

void Surface::context_restored() {
  screen_->forget();
  fill_screen();
}

void Surface::go_on_in_memory() {
  screen_.reset();  // first: its end takes the renderer out of ImGui
  screen_ = make_screen(ScreenKind::kMemory);
  fill_screen();
}

void Surface::fill_screen() {
  lost_ = false;
  shown_.forget();
  if (matte_.shade().width > 0) screen_->upload_matte(matte_.shade());
  if (photo_) upload();
  want_frames();
}

void Surface::want_frames() { frames_wanted_ = kFramesPerEvent; }

}  // namespace ui
