#include "ops/reduce.h"

#include <algorithm>
#include <vector>

#include "image/fixed_point.h"

namespace compositor::ops {
namespace {

// Weights of one target pixel add up to this.
constexpr std::int64_t kWhole = std::int64_t{1} << 16;

struct Cover {
  std::int64_t first;
  std::vector<std::uint32_t> weights;
};

// The source pixels that target pixel `x` covers. A pixel n reaches from n - 1/2 to n + 1/2.
Cover cover_of(const image::AxisMap& axis, int x) {
  constexpr std::int64_t kPixel = std::int64_t{1} << image::kPositionBits;
  const std::int64_t step = std::max(axis.step, kPixel), start = axis.origin + x * axis.step - step / 2 + kPixel / 2, end = start + step;
  Cover cover{start >> image::kPositionBits, {}};
  std::int64_t given = 0;
  for (std::int64_t pixel = cover.first; pixel << image::kPositionBits < end; ++pixel) {
    // What has been covered up to this pixel's end, rounded once, so that the sum is right.
    const std::int64_t covered = std::min(end, (pixel + 1) << image::kPositionBits) - start;
    const std::int64_t upto = (covered >> 12) * kWhole / (step >> 12);
    cover.weights.push_back(static_cast<std::uint32_t>(upto - given));
    given = upto;
  }
  return cover;
}

std::vector<Cover> covers(const image::AxisMap& axis, int start, int count) {
  std::vector<Cover> out;
  for (int i = 0; i < count; ++i) out.push_back(cover_of(axis, start + i));
  return out;
}

std::size_t clamped(std::int64_t place, int size) { return static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, size - 1)); }

}  // namespace

Image reduce(const Image& source, const image::AxisMap& across, const image::AxisMap& down, const image::PixelRect& area) {
  Image out{area.width, area.height, {}};
  if (area.empty()) return out;
  out.rgba.reserve(4 * out.pixel_count());
  const auto columns = covers(across, area.x, area.width);
  const std::size_t stride = 4 * static_cast<std::size_t>(source.width);
  std::vector<std::uint32_t> line(stride);
  for (const Cover& row : covers(down, area.y, area.height)) {
    std::fill(line.begin(), line.end(), 0u);
    for (std::size_t j = 0; j < row.weights.size(); ++j) {
      const std::uint8_t* from = source.rgba.data() + clamped(row.first + static_cast<std::int64_t>(j), source.height) * stride;
      for (std::size_t i = 0; i < stride; ++i) line[i] += row.weights[j] * from[i];
    }
    for (const Cover& column : columns) {
      std::uint64_t sum[4] = {};
      for (std::size_t i = 0; i < column.weights.size(); ++i) {
        const std::uint32_t* from = &line[4 * clamped(column.first + static_cast<std::int64_t>(i), source.width)];
        for (std::size_t c = 0; c < 4; ++c) sum[c] += std::uint64_t{column.weights[i]} * from[c];
      }
      for (const std::uint64_t s : sum) out.rgba.push_back(static_cast<std::uint8_t>((s + (std::uint64_t{1} << 31)) >> 32));
    }
  }
  return out;
}

}  // namespace compositor::ops
