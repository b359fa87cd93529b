#include "paint/picture.h"

#include <cstdint>

#include "paint/relief.h"

namespace compositor::paint {
namespace {

constexpr int kLightRows = 48;
// How high the dry paint around the strokes stands.
constexpr float kGround = 0.3f;
// Rows above and below a band that its light depends on: the blur's and the gradient's reach.
constexpr int kLightReach = 6;
constexpr float kHeightSteps = 32768;
// From this many pixels per unit on the card's grain can be seen.
constexpr float kGrainFrom = 6;

std::uint8_t to_byte(float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5f, 0.0f, 255.0f)); }

struct Sheet {
  const Tiles& tiles;
  const Hidden& hidden;
  const View& view;
  image::PixelRect area;
  Image& picture;
  float relief;
  std::vector<std::uint16_t> heights;

  [[nodiscard]] std::size_t at(int x, int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(area.width) + static_cast<std::size_t>(x); }

  void paint_tile(int tile) {
    const Canvas canvas = tiles.paint(tile, hidden);
    const int left = canvas.area.x - area.x, top = canvas.area.y - area.y;
    for (int y = 0; y < canvas.area.height; ++y) {
      std::uint8_t* to = &picture.rgba[4 * at(left, top + y)];
      for (int x = 0; x < canvas.area.width; ++x, to += 4) {
        const float* color = canvas.color.at(x, y);
        for (int c = 0; c < 3; ++c) to[c] = to_byte(color[c]);
        to[3] = to_byte(255 * color[3]);
        heights[at(left + x, top + y)] = static_cast<std::uint16_t>((*canvas.height.at(x, y) + kGround * *canvas.below.at(x, y)) * kHeightSteps);
      }
    }
  }

  void light_band(int band) {
    const int top = band * kLightRows, bottom = std::min(top + kLightRows, area.height);
    const int first = std::max(0, top - kLightReach), last = std::min(area.height, bottom + kLightReach);
    Plane height(area.width, last - first, 1);
    for (std::size_t i = 0; i < height.values.size(); ++i) height.values[i] = static_cast<float>(heights[at(0, first) + i]) / kHeightSteps;
    const Plane light = relief_light(height, pixels_per_unit(view), relief);
    const bool grain = pixels_per_unit(view) >= kGrainFrom;
    for (int y = top; y < bottom; ++y) {
      for (int x = 0; x < area.width; ++x) {
        const float factor = *light.at(x, y - first) * (grain ? card_grain(area.x + x, area.y + y) : 1.0f);
        std::uint8_t* to = &picture.rgba[4 * at(x, y)];
        for (int c = 0; c < 3; ++c) to[c] = std::min(to_byte(static_cast<float>(to[c]) * factor), to[3]);
      }
    }
  }
};

}  // namespace

Image paint_picture(const StrokeList& list, const View& view, const image::PixelRect& area, image::Work& work, float relief, const Hidden& hidden) {
  Image picture{area.width, area.height, {}};
  if (area.empty()) return {};
  picture.rgba.resize(4 * picture.pixel_count());
  const Tiles tiles(list, 0, view, as_srgb, area, work);
  Sheet sheet{tiles, hidden, view, area, picture, relief, std::vector<std::uint16_t>(picture.pixel_count())};
  work.each(tiles.count(), [&](int tile) { sheet.paint_tile(tile); }, 0, 0.8);
  work.each((area.height + kLightRows - 1) / kLightRows, [&](int band) { sheet.light_band(band); }, 0.8, 1);
  return picture;
}

}  // namespace compositor::paint
