#include "platform/soft_canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace platform {
namespace {

constexpr std::int64_t kSteps = 16;  // of a pixel: where vertices can lie
constexpr std::size_t kPlanes = 6;   // red, green, blue, alpha (0..255), u, v
using Values = std::array<float, kPlanes>;

struct Place {
  std::int64_t x, y;
};

Place place_of(const SoftVertex& vertex) {
  return {std::llround(static_cast<double>(vertex.x) * kSteps), std::llround(static_cast<double>(vertex.y) * kSteps)};
}

// Positive on the inner side of the edge from a to b, in steps of an area.
struct Edge {
  std::int64_t across, down, at_origin;

  Edge(Place a, Place b) : across(a.y - b.y), down(b.x - a.x) {
    const bool owns_its_pixels = across > 0 || (across == 0 && down > 0);
    at_origin = -(across * a.x + down * a.y) - (owns_its_pixels ? 0 : 1);
  }

  // Narrows [first, end), pixels of the row `y`, to those on the inner side.
  void narrow(int y, std::int64_t& first, std::int64_t& end) const {
    const std::int64_t step = across * kSteps;
    const std::int64_t start = at_origin + across * (kSteps / 2) + down * (y * kSteps + kSteps / 2);  // at the row's pixel 0
    if (step == 0) {
      if (start < 0) end = first;
    } else if (step > 0) {
      if (start < 0) first = std::max(first, (-start + step - 1) / step);
    } else {
      end = start < 0 ? first : std::min(end, start / -step + 1);
    }
  }
};

Values values_of(const SoftVertex& vertex) {
  const auto channel = [&](int shift) { return static_cast<float>(vertex.color >> shift & 255); };
  return {channel(0), channel(8), channel(16), channel(24), vertex.u, vertex.v};
}

// What the vertices say, everywhere between them: planes over the canvas.
struct Planes {
  std::array<double, kPlanes> at_origin{}, across{}, down{};

  Planes(const SoftVertex& a, const SoftVertex& b, const SoftVertex& c) {
    const double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
    const double area = bx * cy - by * cx;
    const Values va = values_of(a), vb = values_of(b), vc = values_of(c);
    for (std::size_t i = 0; i < kPlanes; ++i) {
      const double to_b = vb[i] - va[i], to_c = vc[i] - va[i];
      across[i] = (to_b * cy - to_c * by) / area;
      down[i] = (to_c * bx - to_b * cx) / area;
      at_origin[i] = va[i] - across[i] * a.x - down[i] * a.y;
    }
  }

  [[nodiscard]] bool is_flat() const {
    return std::all_of(across.begin(), across.begin() + 4, [](double d) { return d == 0; }) &&
           std::all_of(down.begin(), down.begin() + 4, [](double d) { return d == 0; });
  }
  [[nodiscard]] Values at(double x, double y) const {
    Values values;
    for (std::size_t i = 0; i < kPlanes; ++i) values[i] = static_cast<float>(at_origin[i] + across[i] * x + down[i] * y);
    return values;
  }
};

using Rgba = std::array<std::uint32_t, 4>;

Rgba rgba_of(const Values& values) {
  const auto byte = [](float value) { return static_cast<std::uint32_t>(std::clamp(value + 0.5f, 0.0f, 255.0f)); };
  return {byte(values[0]), byte(values[1]), byte(values[2]), byte(values[3])};
}

void blend(std::uint8_t* out, const Rgba& color) {
  const std::uint32_t alpha = color[3];
  if (alpha == 255 || out[3] == 0) {
    for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(color[i]);
    return;
  }
  const std::uint32_t under = out[3] * (255 - alpha), over = alpha * 255, sum = over + under;
  for (std::size_t i = 0; i < 3; ++i) out[i] = static_cast<std::uint8_t>((color[i] * over + out[i] * under + sum / 2) / sum);
  out[3] = static_cast<std::uint8_t>((sum + 127) / 255);
}

// Between the four texels around (u, v); past the border its own.
Rgba sample(const compositor::Image& image, float u, float v) {
  const float x = std::clamp(u, 0.0f, 1.0f) * static_cast<float>(image.width) - 0.5f;
  const float y = std::clamp(v, 0.0f, 1.0f) * static_cast<float>(image.height) - 0.5f;
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const auto right_share = static_cast<std::uint32_t>((x - static_cast<float>(left)) * 256);
  const auto lower_share = static_cast<std::uint32_t>((y - static_cast<float>(top)) * 256);
  const auto texel = [&](int column, int row) {
    const auto at_x = static_cast<std::size_t>(std::clamp(column, 0, image.width - 1));
    const auto at_y = static_cast<std::size_t>(std::clamp(row, 0, image.height - 1));
    return image.rgba.data() + 4 * (at_y * static_cast<std::size_t>(image.width) + at_x);
  };
  const std::uint8_t *a = texel(left, top), *b = texel(left + 1, top), *c = texel(left, top + 1), *d = texel(left + 1, top + 1);
  Rgba color;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint32_t upper = a[i] * (256 - right_share) + b[i] * right_share;
    const std::uint32_t lower = c[i] * (256 - right_share) + d[i] * right_share;
    color[i] = (upper * (256 - lower_share) + lower * lower_share + 32768) >> 16;
  }
  return color;
}

compositor::Image halved(const compositor::Image& image) {
  compositor::Image half{image.width / 2, image.height / 2, {}};
  half.rgba.resize(4 * half.pixel_count());
  const std::size_t row = 4 * static_cast<std::size_t>(image.width);
  std::uint8_t* out = half.rgba.data();
  for (int y = 0; y < half.height; ++y) {
    const std::uint8_t* in = image.rgba.data() + 2 * static_cast<std::size_t>(y) * row;
    for (int x = 0; x < half.width; ++x, in += 8) {
      for (std::size_t i = 0; i < 4; ++i) *out++ = static_cast<std::uint8_t>((in[i] + in[i + 4] + in[row + i] + in[row + i + 4] + 2) / 4);
    }
  }
  return half;
}

double texels_a_pixel(const Planes& planes, const compositor::Image& full) {
  return std::max(std::hypot(planes.across[4] * full.width, planes.across[5] * full.height),
                  std::hypot(planes.down[4] * full.width, planes.down[5] * full.height));
}

}  // namespace

void SoftTexture::upload(const compositor::Image& image) {
  levels_.assign(1, image);
  while (std::min(levels_.back().width, levels_.back().height) > 64) levels_.push_back(halved(levels_.back()));
}

const compositor::Image& SoftTexture::level_for(double texels) const {
  std::size_t level = 0;
  for (; texels >= 1.5 && level + 1 < levels_.size(); texels /= 2) ++level;
  return levels_[level];
}

void SoftCanvas::clear(int width, int height) {
  pixels_.width = width;
  pixels_.height = height;
  pixels_.rgba.assign(4 * pixels_.pixel_count(), 0);
}

void SoftCanvas::draw(std::span<const SoftVertex> vertices, std::span<const std::uint16_t> indices, const SoftTexture* texture, SoftClip clip) {
  clip = {std::max(clip.left, 0), std::max(clip.top, 0), std::min(clip.right, pixels_.width), std::min(clip.bottom, pixels_.height)};
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    const SoftVertex &a = vertices[indices[i]], *b = &vertices[indices[i + 1]], *c = &vertices[indices[i + 2]];
    Place pa = place_of(a), pb = place_of(*b), pc = place_of(*c);
    const std::int64_t area = (pb.x - pa.x) * (pc.y - pa.y) - (pb.y - pa.y) * (pc.x - pa.x);
    if (area == 0) continue;
    if (area < 0) std::swap(b, c), std::swap(pb, pc);
    const std::array<Edge, 3> edges{Edge{pa, pb}, Edge{pb, pc}, Edge{pc, pa}};
    const Planes planes(a, *b, *c);
    const bool flat = planes.is_flat();
    const compositor::Image* image = texture ? &texture->level_for(texels_a_pixel(planes, texture->level_for(1))) : nullptr;
    const Rgba color = rgba_of(values_of(a));
    const auto [low, high] = std::minmax({pa.y, pb.y, pc.y});
    const int end_row = static_cast<int>(std::min<std::int64_t>(clip.bottom, high / kSteps + 1));
    for (int y = static_cast<int>(std::max<std::int64_t>(clip.top, low / kSteps - 1)); y < end_row; ++y) {
      std::int64_t x = clip.left, end = clip.right;
      for (const Edge& edge : edges) edge.narrow(y, x, end);
      std::uint8_t* out = pixels_.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels_.width) + static_cast<std::size_t>(x));
      for (; x < end; ++x, out += 4) {
        if (flat && !image) {
          blend(out, color);
          continue;
        }
        const Values values = planes.at(static_cast<double>(x) + 0.5, y + 0.5);
        blend(out, image ? sample(*image, values[4], values[5]) : rgba_of(values));
      }
    }
  }
}

}  // namespace platform
