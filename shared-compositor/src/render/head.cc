#include "render/head.h"

#include <algorithm>

#include "image/fixed_point.h"
#include "ops/bicubic_sample.h"
#include "ops/blend.h"
#include "ops/fringe.h"
#include "ops/mask.h"
#include "ops/tone.h"
#include "paint/reduced.h"
#include "render/eyes.h"

namespace compositor::rendering {
namespace {

// How dark the foreground's contact shadow is at most, of 256.
constexpr std::uint32_t kShadowStrength = 150;
// Fewest pixels per unit that the pet is painted at. More would look more like a print still, at four times the cost.
constexpr float kFineness = 4.5f;

struct Position {
  std::int64_t x, y;
};

Position map(const image::Affine& m, int x, int y) { return {m.x0 + x * m.xx + y * m.xy, m.y0 + x * m.yx + y * m.yy}; }

// The position of the same place when the photo has been halved `level` times.
Position at_level(const Position& at, int level) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (image::kPositionBits - 1);
  return {((at.x + kHalf) >> level) - kHalf, ((at.y + kHalf) >> level) - kHalf};
}

// In radii, Q16; far outside counts as 16, so that squares fit.
Position in_radii(const Position& oval) {
  constexpr std::int64_t kFar = 16 << 16;
  return {std::clamp<std::int64_t>(oval.x >> 16, -kFar, kFar), std::clamp<std::int64_t>(oval.y >> 16, -kFar, kFar)};
}

// 256 well inside the photo, falling to 0 at its border.
std::int64_t inside_photo(const Position& at, const Image& photo, std::int64_t fade) {
  constexpr std::int64_t kHalf = std::int64_t{1} << 31;
  const std::int64_t right = (std::int64_t{photo.width} << 32) - kHalf, bottom = (std::int64_t{photo.height} << 32) - kHalf;
  const std::int64_t distance = std::min({at.x + kHalf, at.y + kHalf, right - at.x, bottom - at.y});
  if (distance >= fade) return 256;
  return distance <= 0 ? 0 : (distance >> 16) * 256 / std::max<std::int64_t>(fade >> 16, 1);
}

ops::Tone::Histogram brightness_in_oval(const recipe::Layout& layout, ops::Pyramid& photo) {
  ops::Tone::Histogram histogram{};
  const int level = photo.level_for_step(layout.grid_step);
  const Image& image = photo.level(level);
  constexpr int kRadius = recipe::kGridRadius, kInside = kRadius * kRadius * 9 / 10;
  for (int y = -kRadius; y <= kRadius; ++y) {
    for (int x = -kRadius; x <= kRadius; ++x) {
      if (x * x + y * y > kInside) continue;
      const Position at = at_level(map(layout.photo_from_grid, x, y), level);
      const std::int64_t px = (at.x + (std::int64_t{1} << 31)) >> 32, py = (at.y + (std::int64_t{1} << 31)) >> 32;
      if (px < 0 || py < 0 || px >= image.width || py >= image.height) continue;
      const std::size_t index = 4 * (static_cast<std::size_t>(py) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(px));
      ++histogram[static_cast<std::size_t>(ops::Tone::brightness_of(&image.rgba[index]))];
    }
  }
  return histogram;
}

// 256 = no shadow at this target pixel.
std::uint32_t light_under(const Backdrop& backdrop, int x, int y) {
  const image::PixelRect& area = backdrop.foreground_area;
  if (x < area.x || y < area.y || x >= area.right() || y >= area.bottom()) return 256;
  const std::size_t index = static_cast<std::size_t>(y - area.y) * static_cast<std::size_t>(area.width) + static_cast<std::size_t>(x - area.x);
  return 256 - backdrop.shadow.rgba[4 * index + 3] * kShadowStrength / 255;
}

void darken(std::uint8_t* rgb, std::uint32_t halo) {
  for (int c = 0; c < 3 && halo > 0; ++c) rgb[c] = static_cast<std::uint8_t>(image::div255(rgb[c] * (255 - halo)));
}

void draw_halo(Image& canvas, const recipe::Layout& layout, int first, int end) {
  const image::PixelRect& area = layout.head_area;
  for (int y = area.y + first; y < area.y + end; ++y) {
    std::uint8_t* to = canvas.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(canvas.width) + static_cast<std::size_t>(area.x));
    for (int x = area.x; x < area.right(); ++x, to += 4) {
      const Position place = in_radii(map(layout.oval_from_target, x, y));
      darken(to, static_cast<std::uint32_t>(ops::halo_opacity(static_cast<std::uint64_t>(place.x * place.x + place.y * place.y))));
    }
  }
}

// The foreground's contact shadow on a part of the pet's picture, which covers `area`.
void shade(Image& pet, const image::PixelRect& area, const Backdrop& backdrop, const image::PixelRect& part) {
  const image::PixelRect shaded = intersect(part, backdrop.foreground_area);
  for (int y = shaded.y; y < shaded.bottom(); ++y) {
    for (int x = shaded.x; x < shaded.right(); ++x) {
      const std::uint32_t light = light_under(backdrop, x, y);
      std::uint8_t* rgba = &pet.rgba[4 * (static_cast<std::size_t>(y - area.y) * static_cast<std::size_t>(area.width) + static_cast<std::size_t>(x - area.x))];
      for (int c = 0; c < 3; ++c) rgba[c] = static_cast<std::uint8_t>(rgba[c] * light >> 8);
    }
  }
}

// The part of the target that the strokes may touch.
image::PixelRect covered(const paint::StrokeList& strokes, const image::View& view, int width, int height) {
  float left = 1e6f, right = -1e6f, top = 1e6f, bottom = -1e6f, widest = 0;
  for (const image::Vec2& point : strokes.points) {
    const image::Vec2 at = view.apply(point);
    left = std::min(left, at.x), right = std::max(right, at.x), top = std::min(top, at.y), bottom = std::max(bottom, at.y);
  }
  for (const paint::Stroke& stroke : strokes.strokes) widest = std::max(widest, stroke.width);
  if (right < left) return {};
  const float reach = widest * paint::pixels_per_unit(view) + 3;
  const auto whole = [](float v) { return static_cast<int>(std::clamp(v, -1e6f, 1e6f)); };
  const int x = whole(left - reach) - 1, y = whole(top - reach) - 1;
  return intersect(image::PixelRect{x, y, whole(right + reach) + 1 - x, whole(bottom + reach) + 1 - y}, image::PixelRect{0, 0, width, height});
}

}  // namespace

RowSpan painted_rows(const recipe::Layout& layout, const paint::StrokeList& strokes, const Target& target) {
  const image::PixelRect& halo = layout.head_area;
  const image::PixelRect pet = covered(strokes, layout.target_from_face, target.width_px, target.height_px);
  if (halo.empty() || pet.empty()) return halo.empty() ? RowSpan{pet.y, pet.bottom()} : RowSpan{halo.y, halo.bottom()};
  return {std::min(halo.y, pet.y), std::max(halo.bottom(), pet.bottom())};
}

void draw_painted_head(Image& canvas, const Recipe& recipe, const recipe::Layout& layout, const paint::StrokeList& strokes,
                       const Backdrop& backdrop, image::Work& work) {
  work.rows(layout.head_area.height, [&](int first, int end) { draw_halo(canvas, layout, first, end); });
  const image::PixelRect area = covered(strokes, layout.target_from_face, canvas.width, canvas.height);
  if (area.empty()) return;
  const paint::Cover hands{backdrop.foreground, backdrop.foreground_area};
  Image pet = paint::paint_reduced(strokes, layout.target_from_face, area, kFineness, work, static_cast<float>(recipe.style.relief), &hands);
  if (work.canceled()) return;
  work.rows(area.height, [&](int first, int end) {
    const image::PixelRect band{area.x, area.y + first, area.width, end - first};
    shade(pet, area, backdrop, band);
    ops::blend_over(canvas, pet, area.x, area.y, band);
  });
}

void draw_sketched_head(Image& canvas, const Scene& scene, const Recipe& recipe, const recipe::Layout& layout, ops::Pyramid& photo,
                        const Backdrop& backdrop) {
  const ops::Tone tone(scene.palette, brightness_in_oval(layout, photo), recipe.style.palette);
  const ops::EyeFix eyes = fix_eyes(recipe, photo);
  const Image& whole = photo.level(0);
  const int level = photo.level_for_step(layout.photo_step);
  const Image& source = photo.level(level);
  const image::PixelRect& area = layout.head_area;
  for (int y = area.y; y < area.bottom(); ++y) {
    std::uint8_t* to = canvas.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(canvas.width) + static_cast<std::size_t>(area.x));
    for (int x = area.x; x < area.right(); ++x, to += 4) {
      const Position place = in_radii(map(layout.oval_from_target, x, y));
      const auto radius_squared = static_cast<std::uint64_t>(place.x * place.x + place.y * place.y);
      const auto halo = static_cast<std::uint32_t>(ops::halo_opacity(radius_squared));
      darken(to, halo);
      const int opacity = ops::pet_opacity(ops::fringed_radius(place.x, place.y, radius_squared));
      if (opacity == 0) continue;
      const Position at = map(layout.photo_from_target, x, y);
      const auto alpha = static_cast<std::uint32_t>((opacity * inside_photo(at, whole, layout.edge_fade) + 128) >> 8);
      if (alpha == 0) continue;

      std::uint8_t rgb[3];
      const Position there = at_level(at, level);
      ops::sample_bicubic(source, there.x, there.y, rgb);
      eyes.apply(image::from_position(at.x), image::from_position(at.y), rgb);
      tone.apply(rgb);
      const std::uint32_t light = light_under(backdrop, x, y);
      for (int c = 0; c < 3; ++c) {
        to[c] = static_cast<std::uint8_t>(image::div255((rgb[c] * light >> 8) * alpha + to[c] * (255 - alpha)));
      }
    }
  }
}

}  // namespace compositor::rendering
