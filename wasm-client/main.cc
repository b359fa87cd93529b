// The C interface of the studio module; web/studio/engine/engine.ts is its only caller and mirrors every name.
// Functions that can fail return 0, or 1 + compositor::ErrorCode with the sentence in studio_error().
// Returned pointers stay valid until the next call of the same function.
#include <emscripten.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "compositor/json.h"
#include "compositor/print_spec.h"
#include "compositor/sha256.h"
#include "model/camera.h"
#include "model/command.h"
#include "model/hand.h"
#include "model/studio.h"
#include "platform/gl_context.h"
#include "ui/surface.h"

namespace {

model::Studio studio;
model::Hand hand;
model::Camera camera;
std::unique_ptr<ui::Surface> surface;
compositor::Image painted;
const compositor::Image* picture = &painted;  // painted, or the studio's own draft
std::string error_text;
std::string recipe_text;
std::string hash_text;

int code_of(const compositor::Error& error) {
  error_text = error.message;
  return 1 + static_cast<int>(error.code);
}

int code_of(const compositor::Result<void>& result) { return result ? 0 : code_of(result.error()); }

std::span<const std::uint8_t> bytes_at(const std::uint8_t* data, int size) {
  return {data, static_cast<std::size_t>(size)};
}

void redraw() {
  if (surface) surface->want_frames();
}

// Nothing of the photo before is held or pointed at any more.
void begin_photo() {
  hand.forget_place();
  camera.open(studio.editor().photo());
  if (surface) surface->show_photo(studio.photo());
}

void open_surface(ui::ScreenKind kind) {
  surface = std::make_unique<ui::Surface>(studio.editor(), hand, camera, kind);
  if (studio.editor().has_photo()) surface->show_photo(studio.photo());
}

constexpr double kCmPerInch = 2.54;

// What studio_print tells.
std::array<double, 5> print_facts;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* studio_error() { return error_text.c_str(); }

// --- scene, photo, recipe ---

EMSCRIPTEN_KEEPALIVE int studio_load_scene(const std::uint8_t* data, int size) {
  return code_of(studio.load_scene(bytes_at(data, size)));
}

EMSCRIPTEN_KEEPALIVE int studio_load_photo(const std::uint8_t* data, int size) {
  const int code = code_of(studio.load_photo(bytes_at(data, size)));
  if (code == 0) begin_photo();
  return code;
}

// A photo of photo_width x photo_height that the painter keeps, by a copy of its upright RGBA pixels.
EMSCRIPTEN_KEEPALIVE int studio_show_photo(const std::uint8_t* rgba, int width, int height, int photo_width, int photo_height) {
  compositor::Image copy{width, height, {rgba, rgba + 4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height)}};
  const int code = code_of(studio.show_photo(std::move(copy), {photo_width, photo_height}));
  if (code == 0) begin_photo();
  return code;
}

// The photo itself in place of its copy.
EMSCRIPTEN_KEEPALIVE int studio_complete_photo(const std::uint8_t* data, int size) {
  return code_of(studio.complete_photo(bytes_at(data, size)));
}

EMSCRIPTEN_KEEPALIVE int studio_photo_width() { return studio.editor().photo().width; }
EMSCRIPTEN_KEEPALIVE int studio_photo_height() { return studio.editor().photo().height; }

EMSCRIPTEN_KEEPALIVE const char* studio_recipe() {
  recipe_text = compositor::recipe_to_json(studio.editor().recipe());
  return recipe_text.c_str();
}

EMSCRIPTEN_KEEPALIVE int studio_set_recipe(const char* json) {
  const int code = code_of(studio.set_recipe_json(json));
  redraw();
  return code;
}

// Work on the open photo begins with this recipe's oval, and reset goes back to it.
EMSCRIPTEN_KEEPALIVE int studio_begin_with(const char* json) {
  const int code = code_of(studio.begin_with_json(json));
  redraw();
  return code;
}

// Grows with every change of the recipe.
EMSCRIPTEN_KEEPALIVE unsigned studio_revision() { return studio.editor().revision(); }

// --- fields (model/field.h) and commands (model/command.h), by their number ---

EMSCRIPTEN_KEEPALIVE double studio_value(int field) { return studio.editor().value(static_cast<model::Field>(field)); }
EMSCRIPTEN_KEEPALIVE double studio_min(int field) { return model::range_of(static_cast<model::Field>(field)).min; }
EMSCRIPTEN_KEEPALIVE double studio_max(int field) { return model::range_of(static_cast<model::Field>(field)).max; }
EMSCRIPTEN_KEEPALIVE double studio_step(int field) { return model::range_of(static_cast<model::Field>(field)).step; }

EMSCRIPTEN_KEEPALIVE void studio_set_value(int field, double value) {
  studio.editor().set_value(static_cast<model::Field>(field), value);
  redraw();
}

EMSCRIPTEN_KEEPALIVE void studio_command(int command, int coarse) {
  model::perform(studio.editor(), camera, static_cast<model::Command>(command), coarse != 0);
  redraw();
}

// The number of the command that a key stands for, -1 for keys that belong to the page.
EMSCRIPTEN_KEEPALIVE int studio_command_for_key(const char* key, int shift, int control) {
  const auto command = model::command_for({key, shift != 0, control != 0});
  return command ? static_cast<int>(*command) : -1;
}

// A wheel over the canvas at (x, y): the oval grows, or with a tool in hand what is seen; what lies there stays there.
EMSCRIPTEN_KEEPALIVE void studio_wheel(double factor, double x, double y) {
  if (!studio.editor().has_photo()) return;
  if (hand.tool() == model::Tool::kOval) studio.editor().resize_by(factor, camera.view().to_photo({x, y}));
  else camera.zoom_by(factor, {x, y});
  redraw();
}

// How closely the canvas looks at the photo: 1 shows it whole.
EMSCRIPTEN_KEEPALIVE double studio_view_zoom() { return camera.zoom(); }

// 0 the whole oval, 1 the pet that is found in it.
EMSCRIPTEN_KEEPALIVE void studio_set_method(int automatic) {
  studio.editor().set_method(automatic ? compositor::CutOut::Method::kAuto : compositor::CutOut::Method::kOval);
  redraw();
}

EMSCRIPTEN_KEEPALIVE void studio_remove_eye(int index) {
  studio.editor().remove_eye(index);
  redraw();
}

// --- tools on the photo (model/hand.h) ---

EMSCRIPTEN_KEEPALIVE void studio_choose_tool(int tool) {
  hand.choose(static_cast<model::Tool>(tool));
  hand.forget_place();
  redraw();
}

EMSCRIPTEN_KEEPALIVE void studio_set_brush_size(double percent) {
  hand.set_size(percent);
  redraw();
}

// For keys: moves the tool's place, uses the tool there. 0 when the recipe has no room for more.
EMSCRIPTEN_KEEPALIVE void studio_step_tool(double right, double down) {
  if (studio.editor().has_photo()) {
    hand.step(studio.editor(), right, down);
    camera.keep_in_sight(hand.place(studio.editor()));
  }
  redraw();
}

EMSCRIPTEN_KEEPALIVE int studio_use_tool() {
  const bool done = hand.use(studio.editor());
  redraw();
  return done;
}

EMSCRIPTEN_KEEPALIVE void studio_open_gesture() { studio.editor().open_gesture(); }
EMSCRIPTEN_KEEPALIVE void studio_close_gesture() { studio.editor().close_gesture(); }
EMSCRIPTEN_KEEPALIVE int studio_can_undo() { return studio.editor().can_undo(); }
EMSCRIPTEN_KEEPALIVE int studio_can_redo() { return studio.editor().can_redo(); }

// How a product ("tee" ...) prints the recipe: the pet's DPI, the painted oval's width and height and the whole print's,
// in cm. Null for a product without a print, and before there is a photo.
EMSCRIPTEN_KEEPALIVE const double* studio_print(const char* spec_name) {
  const auto specs = compositor::print_specs();
  const auto spec = std::find_if(specs.begin(), specs.end(), [spec_name](const auto& each) { return each.name == spec_name; });
  if (spec == specs.end() || !studio.editor().has_photo()) return nullptr;
  const auto pet = studio.printed_pet(spec_name);
  if (!pet) return nullptr;
  const double cm_per_px = kCmPerInch / spec->dpi;
  print_facts = {static_cast<double>(pet->dpi), pet->width_inches * kCmPerInch, pet->height_inches * kCmPerInch,
                 spec->width_px * cm_per_px, spec->height_px * cm_per_px};
  return print_facts.data();
}

EMSCRIPTEN_KEEPALIVE int studio_soft_under_dpi() { return compositor::kSoftUnderDpi; }

// --- pictures ---

EMSCRIPTEN_KEEPALIVE int studio_render(const char* target) {
  auto rendered = studio.render(target);
  if (!rendered) return code_of(rendered.error());
  painted = std::move(*rendered);
  picture = &painted;
  return 0;
}

// The same quickly, the pet not painted. Its pixels have to be read before a scene or a photo is loaded.
EMSCRIPTEN_KEEPALIVE int studio_render_draft(const char* target) {
  const auto rendered = studio.render_draft(target);
  if (!rendered) return code_of(rendered.error());
  picture = *rendered;
  return 0;
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* studio_pixels() { return picture->rgba.data(); }
EMSCRIPTEN_KEEPALIVE int studio_pixels_width() { return picture->width; }
EMSCRIPTEN_KEEPALIVE int studio_pixels_height() { return picture->height; }

EMSCRIPTEN_KEEPALIVE const char* studio_pixels_sha256() {
  hash_text = compositor::pixel_sha256(*picture);
  return hash_text.c_str();
}

// --- the crop surface ---

// 0 when the browser has no WebGL2.
EMSCRIPTEN_KEEPALIVE int studio_open_surface(const char* canvas_selector) {
  if (!platform::open_gl_context(canvas_selector)) return 0;
  open_surface(ui::ScreenKind::kWebGl);
  return 1;
}

// Drawn into memory; studio_surface_pixels() gives each frame.
EMSCRIPTEN_KEEPALIVE void studio_open_surface_in_memory() { open_surface(ui::ScreenKind::kMemory); }

// RGBA, straight alpha; of the size that studio_resize set, in device pixels. Only of a surface in memory.
EMSCRIPTEN_KEEPALIVE const std::uint8_t* studio_surface_pixels() { return surface->pixels()->rgba.data(); }
EMSCRIPTEN_KEEPALIVE int studio_surface_pixels_width() { return surface->pixels()->width; }
EMSCRIPTEN_KEEPALIVE int studio_surface_pixels_height() { return surface->pixels()->height; }

EMSCRIPTEN_KEEPALIVE void studio_resize(double width, double height, double pixel_ratio) {
  if (surface) surface->resize(width, height, pixel_ratio);
}

// The pixels of a painted "mask:..." of the recipe as it is.
EMSCRIPTEN_KEEPALIVE void studio_show_mask(const std::uint8_t* rgba, int width, int height) {
  if (!surface) return;
  surface->show_mask({width, height, {rgba, rgba + 4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height)}},
                     studio.editor().recipe());
}

EMSCRIPTEN_KEEPALIVE void studio_pointer(int event, int id, int touch, double x, double y) {
  if (surface) surface->pointer(static_cast<ui::PointerEvent>(event), id, touch != 0, {x, y});
}

// Draws what is new. The sum of 1 when another frame is needed and 2 when something was drawn.
EMSCRIPTEN_KEEPALIVE int studio_frame(double seconds_since_last) {
  if (!surface) return 0;
  const bool drawn = surface->frame(seconds_since_last);
  return (surface->wants_frame() ? 1 : 0) + (drawn ? 2 : 0);
}

// What is under the mouse: model::Grip by its number.
EMSCRIPTEN_KEEPALIVE int studio_hovered() { return surface ? static_cast<int>(surface->hovered()) : 0; }
// 1 while a finger or the mouse holds the oval.
EMSCRIPTEN_KEEPALIVE int studio_busy() { return surface && surface->busy(); }
// How often a tool found no room in the recipe.
EMSCRIPTEN_KEEPALIVE int studio_refusals() { return surface ? surface->refusals() : 0; }

EMSCRIPTEN_KEEPALIVE void studio_context_lost() {
  if (surface) surface->context_lost();
}

EMSCRIPTEN_KEEPALIVE void studio_context_restored() {
  if (surface) surface->context_restored();
}

// From here on as after studio_open_surface_in_memory.
EMSCRIPTEN_KEEPALIVE void studio_go_on_in_memory() {
  if (surface) surface->go_on_in_memory();
}

}  // extern "C"
