#include "ops/lanczos.h"

#include <algorithm>
#include <vector>

#include "ops/lanczos_weights.h"
#include "ops/pair_sums.h"

namespace compositor::ops {
namespace {

// Between the passes values keep 6 bits under the byte: the second pass must not see the first one's rounding.
constexpr int kExtraBits = 6;
constexpr int kBandRows = 16;

// Eight neighbouring channels of a target row, from the source rows under the filter.
Shorts mix_eight(const std::uint8_t* const* rows, const std::int16_t* weights, int count, std::size_t at) {
  constexpr int kShift = kLanczosBits - kExtraBits;
  Ints low = all_ints(1 << (kShift - 1)), high = low;
  for (int i = 0; i < count; i += 2) {
    const Shorts a = load_bytes(rows[i] + at), b = load_bytes(rows[i + 1] + at), w = load_pair(weights + i);
    low = add(low, pair_sums(interleave_low(a, b), w));
    high = add(high, pair_sums(interleave_high(a, b), w));
  }
  return to_shorts(shift_right<kShift>(low), shift_right<kShift>(high));
}

void mix_rows(const std::uint8_t* const* rows, const std::int16_t* weights, int count, std::size_t size, std::int16_t* out) {
  for (std::size_t at = 0; at + 8 <= size; at += 8) store_shorts(out + at, mix_eight(rows, weights, count, at));
  store_shorts(out + size - 8, mix_eight(rows, weights, count, size - 8));
}

void mix_pixels(const std::int16_t* row, const LanczosTaps& taps, std::uint8_t* out) {
  constexpr int kShift = kLanczosBits + kExtraBits;
  const std::int16_t* weights = taps.weights.data();
  for (const int first : taps.first) {
    const std::int16_t* from = row + 4 * static_cast<std::size_t>(first);
    Ints sum = all_ints(1 << (kShift - 1));
    for (int i = 0; i < taps.count; i += 2, from += 8, weights += 2) {
      const Shorts two = load_shorts(from);
      sum = add(sum, pair_sums(interleave_low(two, upper_half(two)), load_pair(weights)));
    }
    sum = shift_right<kShift>(sum);
    store_pixel(out, to_shorts(sum, sum));
    out += 4;
  }
}

}  // namespace

Image lanczos(const Image& source, const image::PixelRect& area, int width, int height, const ForEach& for_each) {
  const LanczosTaps across = lanczos_taps(area.width, width), down = lanczos_taps(area.height, height);
  const std::size_t row_size = 4 * static_cast<std::size_t>(area.width);
  const std::size_t stride = 4 * static_cast<std::size_t>(source.width);
  const std::uint8_t* corner = source.rgba.data() + stride * static_cast<std::size_t>(area.y) + 4 * static_cast<std::size_t>(area.x);
  Image out{width, height, {}};
  out.rgba.resize(4 * out.pixel_count());
  for_each((height + kBandRows - 1) / kBandRows, [&](int band) {
    std::vector<std::int16_t> row(row_size + 4 * static_cast<std::size_t>(across.count));
    std::vector<const std::uint8_t*> rows(static_cast<std::size_t>(down.count));
    for (int y = band * kBandRows; y < std::min(height, (band + 1) * kBandRows); ++y) {
      const auto target = static_cast<std::size_t>(y);
      for (int i = 0; i < down.count; ++i) {
        rows[static_cast<std::size_t>(i)] = corner + stride * static_cast<std::size_t>(std::min(down.first[target] + i, area.height - 1));
      }
      mix_rows(rows.data(), &down.weights[target * static_cast<std::size_t>(down.count)], down.count, row_size, row.data());
      mix_pixels(row.data(), across, out.rgba.data() + 4 * target * static_cast<std::size_t>(width));
    }
  });
  return out;
}

}  // namespace compositor::ops
