#include <algorithm>

#include "compositor/codec.h"
#include "compositor/cut_out.h"
#include "render/pet_matte.h"
#include "render/pet_strokes.h"
#include "render/render_cache.h"

namespace compositor {
namespace {

constexpr int kNarrowest = 16, kWidest = 4096;

// The pet's share of the sheet's pixels around a place of the photo (pixels), between them; 0 beside the sheet.
float pet_at(const rendering::FoundPet& seen, double x, double y) {
  const auto [across, down] = rendering::on_sheet({x, y}, seen.sheet);
  const image::Plane& pet = seen.pet;
  if (!(across > 0 && down > 0 && across < pet.width && down < pet.height)) return 0;
  const float left = std::clamp(static_cast<float>(across) - 0.5f, 0.0f, static_cast<float>(pet.width - 1)), top = std::clamp(static_cast<float>(down) - 0.5f, 0.0f, static_cast<float>(pet.height - 1));
  const int x0 = static_cast<int>(left), y0 = static_cast<int>(top), x1 = std::min(x0 + 1, pet.width - 1), y1 = std::min(y0 + 1, pet.height - 1);
  const float to_right = left - static_cast<float>(x0), to_bottom = top - static_cast<float>(y0);
  const float upper = *pet.at(x0, y0) + (*pet.at(x1, y0) - *pet.at(x0, y0)) * to_right;
  const float lower = *pet.at(x0, y1) + (*pet.at(x1, y1) - *pet.at(x0, y1)) * to_right;
  return upper + (lower - upper) * to_bottom;
}

Image over_photo(const rendering::FoundPet& seen, const Image& photo, int width, image::Work& work) {
  const double step = static_cast<double>(photo.width) / width;
  const int height = std::clamp(static_cast<int>(photo.height / step + 0.5), 1, kMaxSide);
  Image mask{width, height, std::vector<std::uint8_t>(4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255)};
  const double down = static_cast<double>(photo.height) / height;
  work.rows(height, [&](int first, int end) {
    std::size_t i = 4 * static_cast<std::size_t>(first) * static_cast<std::size_t>(width) + 3;
    for (int y = first; y < end; ++y) {
      for (int x = 0; x < width; ++x, i += 4) {
        float sum = 0;
        for (const double sub_y : {0.25, 0.75}) {
          for (const double sub_x : {0.25, 0.75}) sum += pet_at(seen, (x + sub_x) * step - 0.5, (y + sub_y) * down - 0.5);
        }
        mask.rgba[i] = static_cast<std::uint8_t>(sum * (255 / 4.0f) + 0.5f);
      }
    }
  });
  return mask;
}

}  // namespace

Result<Image> cut_out_mask(const Recipe& recipe, const Image& photo, int width_px, const RenderOptions& options) {
  if (auto valid = validate(recipe); !valid) return tl::unexpected(valid.error());
  if (width_px < kNarrowest || width_px > kWidest) return fail(ErrorCode::kInvalidTarget, "A mask of this size cannot be drawn.");
  if (photo.width < kMinSide || photo.height < kMinSide || photo.rgba.size() != 4 * photo.pixel_count()) {
    return fail(ErrorCode::kImageTooSmall, "The photo is too small; it needs at least 64 pixels a side.");
  }
  image::Work work(options.for_each, options.progress);
  RenderCache::State* kept = options.cache ? &options.cache->state() : nullptr;
  if (kept && !(kept->photo_key == rendering::fingerprint(photo))) kept = nullptr;
  if (kept && kept->strokes_key.photo == kept->photo_key && kept->strokes_key.recipe == rendering::strokes_recipe(recipe)) {
    return over_photo(kept->pet, photo, width_px, work);
  }
  ops::Pyramid own(photo);
  work.stage(0.8);
  auto seen = rendering::see_pet(recipe, kept ? kept->photo : own, work);
  if (!seen) return tl::unexpected(seen.error());
  work.stage(1);
  if (work.canceled()) return image::canceled();
  return over_photo(seen->found, photo, width_px, work);
}

}  // namespace compositor
