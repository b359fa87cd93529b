#include "ops/bicubic.h"

namespace compositor::ops {
namespace {

// With t = i/256 the four cubics have the common denominator 2 * 256^3; integer arithmetic keeps the table the same everywhere.
constexpr std::int16_t weight(std::int64_t cubed_sum) {
  constexpr std::int64_t kDenominator = 2LL * 256 * 256 * 256;
  const std::int64_t scaled = cubed_sum << kWeightBits;
  return static_cast<std::int16_t>((scaled + (scaled >= 0 ? kDenominator / 2 : -kDenominator / 2)) / kDenominator);
}

constexpr BicubicTable make_table() {
  BicubicTable table{};
  for (std::int64_t i = 0; i < 256; ++i) {
    const std::int64_t t = i * 65536, t2 = i * i * 256, t3 = i * i * i;
    auto& row = table[static_cast<std::size_t>(i)];
    row[0] = weight(-t3 + 2 * t2 - t);
    row[2] = weight(-3 * t3 + 4 * t2 + t);
    row[3] = weight(t3 - t2);
    row[1] = static_cast<std::int16_t>((1 << kWeightBits) - row[0] - row[2] - row[3]);
  }
  return table;
}

constexpr BicubicTable kTable = make_table();

}  // namespace

const BicubicTable& bicubic_table() { return kTable; }

}  // namespace compositor::ops
