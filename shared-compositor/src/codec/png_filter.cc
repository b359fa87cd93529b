#include "codec/png_filter.h"

#include <algorithm>

#include "codec/bytes16.h"

namespace compositor::codec {
namespace {

// Numbers of PNG's filters.
enum Filter : std::uint8_t { kSub = 1, kUp = 2, kAverage = 3, kPaeth = 4 };

// PNG's Paeth predictor in eight bits: where a and b lie on the same side of c, the third distance is the sum of the
// other two, which never wins; else it is their difference.
inline Bytes16 paeth(Bytes16 a, Bytes16 b, Bytes16 c) {
  const Bytes16 to_a = difference(b, c), to_b = difference(a, c);
  const Bytes16 same_side = ~(less(b, c) ^ less(a, c));
  const Bytes16 to_c = difference(to_a, to_b) | same_side;
  const Bytes16 b_or_c = choose(less(to_c, to_b), c, b);
  return choose(less(smaller(to_b, to_c), to_a), b_or_c, a);
}

// The sixteen bytes at `at` of a row and what they can be predicted from.
struct Neighbours {
  Bytes16 own, left, above, corner;
};

struct Row {
  const std::uint8_t* own;
  const std::uint8_t* above;
  std::size_t size, pixel_size;

  [[nodiscard]] Neighbours at(std::size_t i) const {
    return {load16(own + i), load16(own + i - pixel_size), load16(above + i), load16(above + i - pixel_size)};
  }
};

// What lies behind the row's end is counted too: zeros, which hardly weigh.
Filter nearest(const Row& row) {
  std::uint32_t sub = 0, up = 0, mean = 0, gradient = 0;
  for (std::size_t start = 0; start < row.size; start += 16 * Sum16::kMost) {
    Sum16 sub_part, up_part, mean_part, gradient_part;
    const std::size_t end = std::min(start + 16 * Sum16::kMost, row.size);
    for (std::size_t i = start; i < end; i += 16) {
      const Neighbours n = row.at(i);
      sub_part.add(difference(n.own, n.left));
      up_part.add(difference(n.own, n.above));
      mean_part.add(difference(n.own, average(n.left, n.above)));
      gradient_part.add(difference(n.own, paeth(n.left, n.above, n.corner)));
    }
    sub += sub_part.take(), up += up_part.take(), mean += mean_part.take(), gradient += gradient_part.take();
  }
  const std::uint32_t best = std::min({sub, up, mean, gradient});
  if (best == up) return kUp;
  if (best == gradient) return kPaeth;
  return best == sub ? kSub : kAverage;
}

template <class Predict>
void subtract(const Row& row, std::uint8_t* out, Predict predict) {
  for (std::size_t i = 0; i < row.size; i += 16) {
    const Neighbours n = row.at(i);
    store16(n.own - predict(n), out + i);
  }
}

void write_residuals(const Row& row, Filter filter, std::uint8_t* out) {
  switch (filter) {
    case kSub: return subtract(row, out, [](const Neighbours& n) { return n.left; });
    case kUp: return subtract(row, out, [](const Neighbours& n) { return n.above; });
    case kAverage: return subtract(row, out, [](const Neighbours& n) { return average(n.left, n.above); });
    case kPaeth: return subtract(row, out, [](const Neighbours& n) { return paeth(n.left, n.above, n.corner); });
  }
}

}  // namespace

PngFilter::PngFilter(std::size_t row_size, std::size_t pixel_size)
    : size_(row_size), pixel_size_(pixel_size), above_(pixel_size + row_size + 16), row_(pixel_size + row_size + 16) {}

void PngFilter::filter_row(std::uint8_t* out) {
  row_[pixel_size_ + size_] = 0;
  const Row row{row_.data() + pixel_size_, above_.data() + pixel_size_, size_, pixel_size_};
  const Filter filter = first_ ? kSub : nearest(row);
  out[0] = filter;
  write_residuals(row, filter, out + 1);
  above_.swap(row_);
  first_ = false;
}

}  // namespace compositor::codec
