#include "build_scene.h"

#include <algorithm>
#include <cmath>

#include "field.h"
#include "image/fixed_point.h"
#include "inpaint.h"
#include "ops/pyramid.h"
#include "ops/resample.h"

namespace scene_builder {
namespace {

using compositor::Image;
using compositor::Scene;

constexpr int kPaletteSize = 17;

double luma(const std::uint8_t* rgb) { return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]; }

std::uint8_t* pixel(Image& image, int x, int y) {
  return &image.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x))];
}
const std::uint8_t* pixel(const Image& image, int x, int y) { return pixel(const_cast<Image&>(image), x, y); }

// Smooths what is alike: takes JPEG's blocks and noise out and leaves the brush strokes' edges.
Image without_noise(const Image& scan) {
  constexpr int kRadius = 2;
  constexpr double kAlike = 14;
  Image out = scan;
  for (int y = 0; y < scan.height; ++y) {
    for (int x = 0; x < scan.width; ++x) {
      const std::uint8_t* center = pixel(scan, x, y);
      double sum[3] = {}, total = 0;
      for (int dy = -kRadius; dy <= kRadius; ++dy) {
        for (int dx = -kRadius; dx <= kRadius; ++dx) {
          const std::uint8_t* other = pixel(scan, std::clamp(x + dx, 0, scan.width - 1), std::clamp(y + dy, 0, scan.height - 1));
          double square = 0;
          for (int c = 0; c < 3; ++c) square += (other[c] - center[c]) * (other[c] - center[c]);
          const double alike = 1 / (1 + square / (kAlike * kAlike));
          const double weight = alike * alike * alike / (1 + 0.4 * (dx * dx + dy * dy));
          for (int c = 0; c < 3; ++c) sum[c] += weight * other[c];
          total += weight;
        }
      }
      for (int c = 0; c < 3; ++c) pixel(out, x, y)[c] = static_cast<std::uint8_t>(sum[c] / total + 0.5);
    }
  }
  return out;
}

Image resized(const Image& image, int width, int height) {
  using compositor::image::AxisMap;
  using compositor::image::to_position;
  const auto axis = [](int from, int to) {
    const double step = static_cast<double>(from) / to;
    return AxisMap{to_position(0.5 * step - 0.5), to_position(step)};
  };
  const AxisMap across = axis(image.width, width), down = axis(image.height, height);
  compositor::ops::Pyramid pyramid(image);
  const int level = pyramid.level_for_step(std::max(across.step, down.step));
  return compositor::ops::resample(pyramid.level(level), compositor::ops::at_level(across, level), compositor::ops::at_level(down, level),
                                   {0, 0, width, height});
}

void paint_over_spots(Image& image, const std::vector<Spot>& spots, double scale) {
  for (const Spot& spot : spots) {
    Field hole(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) {
        const double dx = (x + 0.5) / scale - spot.center.x, dy = (y + 0.5) / scale - spot.center.y;
        hole.at(x, y) = dx * dx + dy * dy <= spot.radius * spot.radius ? 1 : 0;
      }
    }
    inpaint(image, hole, static_cast<int>(4 * scale));
  }
}

Field removed_mask(const SceneSource& source, const Image& painting, double scale) {
  Field mask(painting.width, painting.height);
  for (const auto& polygon : source.removed.polygons) {
    Field part(painting.width, painting.height);
    fill_curve(part, polygon, scale);
    for (std::size_t i = 0; i < mask.values.size(); ++i) mask.values[i] = std::max(mask.values[i], part.values[i]);
  }
  return mask;
}

Image make_plate(const SceneSource& source, const Image& painting, const Field& removed, double scale) {
  Field hole = grown(removed, source.removed.grow * scale);
  for (double& value : hole.values) value = value > 0.3 ? 1 : 0;
  Image plate = painting;
  inpaint(plate, hole, static_cast<int>(7 * scale));

  // Any gap beside the pet should read as the painting's own dark contour.
  const Field shade = blurred(hole, std::max(1, static_cast<int>(scale)));
  for (std::size_t i = 0; i < shade.values.size(); ++i) {
    const double amount = shade.values[i] * source.removed.shade_amount;
    for (std::size_t c = 0; c < 3; ++c) {
      plate.rgba[4 * i + c] = static_cast<std::uint8_t>(plate.rgba[4 * i + c] * (1 - amount) + source.removed.shade_color[c] * amount + 0.5);
    }
  }
  return plate;
}

// Mean colour by brightness of what is removed, head and hands, which have the colours a face should have;
// the rest of the frame counts a little, so that no brightness is without one.
std::vector<compositor::Tint> make_palette(const Image& painting, const Field& removed) {
  std::vector<compositor::Tint> palette;
  for (int entry = 0; entry < kPaletteSize; ++entry) {
    const double brightness = 255.0 * entry / (kPaletteSize - 1);
    double blue = 0, red = 0, total = 0;
    for (std::size_t i = 0; i < removed.values.size(); ++i) {
      const std::uint8_t* rgb = &painting.rgba[4 * i];
      const double y = luma(rgb), off = (y - brightness) / 12;
      const double alike = 1 / (1 + off * off);
      const double weight = alike * alike * (removed.values[i] + 0.002);
      blue += weight * 0.564 * (rgb[2] - y);
      red += weight * 0.713 * (rgb[0] - y);
      total += weight;
    }
    palette.push_back({static_cast<int>(std::lround(blue / total)), static_cast<int>(std::lround(red / total))});
  }
  return palette;
}

}  // namespace

Scene build_scene(const SceneSource& source, const Image& scan) {
  Scene scene = source.scene;
  const double own_scale = scan.width / scene.extent.width;
  const double scale = std::clamp(own_scale, source.oversample, kMostOversample);
  Image painting = resized(without_noise(scan), static_cast<int>(scene.extent.width * scale + 0.5), static_cast<int>(scene.extent.height * scale + 0.5));
  paint_over_spots(painting, source.spots, scale);
  const Field removed = removed_mask(source, painting, scale);
  scene.plate = make_plate(source, painting, removed, scale);
  scene.palette = make_palette(painting, removed);
  return scene;
}

}  // namespace scene_builder
