#include "model/easel.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "compositor/codec.h"
#include "compositor/cut_out.h"
#include "compositor/print_spec.h"
#include "model/display_copy.h"

namespace model {

using compositor::ErrorCode;
using compositor::fail;

namespace {
constexpr int kSmallSide = 2047;
constexpr std::string_view kMask = "mask:";

// 0, which no mask has, for anything but digits.
int width_of(std::string_view digits) {
  int width = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), width);
  return error == std::errc() && end == digits.data() + digits.size() ? width : 0;
}
}  // namespace

compositor::Result<void> Easel::load_scene(std::span<const std::uint8_t> package) {
  auto scene = compositor::load_scene(package);
  if (!scene) return tl::unexpected(scene.error());
  scene_ = std::move(*scene);
  forget_pictures();
  return {};
}

compositor::Result<void> Easel::load_photo(std::span<const std::uint8_t> bytes) {
  auto photo = compositor::decode_photo(bytes);
  if (!photo) return tl::unexpected(photo.error());
  return show_photo(std::move(*photo));
}

compositor::Result<void> Easel::show_photo(compositor::Image photo) {
  if (photo.width <= 0 || photo.height <= 0 || photo.rgba.size() != 4 * photo.pixel_count()) {
    return fail(ErrorCode::kCorruptImage, "The photo is damaged.");
  }
  photo_ = std::move(photo);
  forget_pictures();
  return {};
}

compositor::Image Easel::small_copy() const {
  compositor::Image small = display_copy(photo_, kSmallSide);
  return std::min(small.width, small.height) < compositor::kMinSide ? photo_ : small;
}

compositor::Result<compositor::Image> Easel::render(const compositor::Recipe& recipe, std::string_view target,
                                                     compositor::Progress progress) {
  if (target.starts_with(kMask)) {
    if (!has_photo()) return fail(ErrorCode::kInvalidRecipe, "Choose a photo first.");
    return compositor::cut_out_mask(recipe, photo_, width_of(target.substr(kMask.size())),
                                   {.cache = &painted_cache_, .for_each = for_each_, .progress = std::move(progress)});
  }
  const auto canvas = ready_for(target);
  if (!canvas) return tl::unexpected(canvas.error());
  return compositor::render(*scene_, recipe, photo_, *canvas,
                            {.cache = &painted_cache_, .for_each = for_each_, .progress = std::move(progress)});
}

compositor::Result<const compositor::Image*> Easel::render_draft(const compositor::Recipe& recipe, std::string_view target) {
  const auto canvas = ready_for(target);
  if (!canvas) return tl::unexpected(canvas.error());
  auto cache = draft_caches_.find(target);
  if (cache == draft_caches_.end()) cache = draft_caches_.try_emplace(std::string(target)).first;
  return compositor::draw_draft(*scene_, recipe, photo_, *canvas, cache->second);
}

compositor::Result<compositor::PrintedPet> Easel::printed_pet(const compositor::Recipe& recipe, int photo_width, int photo_height,
                                                              std::string_view print_spec) const {
  if (!scene_) return fail(ErrorCode::kInvalidScene, "The painting is not loaded yet.");
  return compositor::printed_pet(*scene_, recipe, photo_width, photo_height, print_spec);
}

compositor::Result<compositor::Target> Easel::ready_for(std::string_view target) const {
  if (!scene_) return fail(ErrorCode::kInvalidScene, "The painting is not loaded yet.");
  if (!has_photo()) return fail(ErrorCode::kInvalidRecipe, "Choose a photo first.");
  return compositor::target_from_string(*scene_, target);
}

void Easel::forget_pictures() {
  painted_cache_ = {};
  draft_caches_.clear();
}

}  // namespace model
