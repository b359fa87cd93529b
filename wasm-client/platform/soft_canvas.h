#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compositor/image.h"

namespace platform {

// A picture to draw with, and copies of it at a half, a quarter ... of its size: one that is shown small is sampled from
// a copy that is about as small.
class SoftTexture {
 public:
  void upload(const compositor::Image& image);
  // `texels` of the full picture to one pixel. Only after upload.
  [[nodiscard]] const compositor::Image& level_for(double texels) const;

 private:
  std::vector<compositor::Image> levels_;
};

struct SoftVertex {
  float x, y;           // device pixels
  float u, v;           // 0..1 of the texture
  std::uint32_t color;  // R in the lowest byte, alpha in the highest, straight
};

// Device pixels; right and bottom lie outside.
struct SoftClip {
  int left, top, right, bottom;
};

// Draws triangles into memory, where there is no GPU to do it. Straight alpha, source over. A pixel belongs to a triangle
// when its centre does, one on an edge to the triangle below or right of that edge: neighbours share no pixel.
class SoftCanvas {
 public:
  // Transparent, of this size.
  void clear(int width, int height);
  // Every three indices are a triangle, either way round. Without a texture the vertices' colours alone count.
  void draw(std::span<const SoftVertex> vertices, std::span<const std::uint16_t> indices, const SoftTexture* texture, SoftClip clip);

  [[nodiscard]] const compositor::Image& pixels() const { return pixels_; }

 private:
  compositor::Image pixels_;
};

}  // namespace platform
