#include "codec/png_filter.h"

#include <cstring>

namespace compositor::codec {
namespace {

constexpr std::uint8_t kFilterNumber[3] = {1, 2, 4};

inline int magnitude(int x) { return x < 0 ? -x : x; }

void sub(const std::uint8_t* __restrict row, const std::uint8_t* __restrict left, std::size_t size, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(row[i] - left[i]);
}

void paeth(const std::uint8_t* __restrict row, const std::uint8_t* __restrict left, const std::uint8_t* __restrict above,
           const std::uint8_t* __restrict corner, std::size_t size, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) {
    const std::int16_t a = left[i], b = above[i], c = corner[i];
    const auto pa = static_cast<std::int16_t>(magnitude(b - c));
    const auto pb = static_cast<std::int16_t>(magnitude(a - c));
    const auto pc = static_cast<std::int16_t>(magnitude(a + b - 2 * c));
    const std::int16_t b_or_c = pb <= pc ? b : c;
    const std::int16_t best = (pa <= pb && pa <= pc) ? a : b_or_c;
    out[i] = static_cast<std::uint8_t>(row[i] - best);
  }
}

std::uint64_t cost(const std::vector<std::uint8_t>& residuals) {
  std::uint64_t total = 0;
  const std::uint8_t* data = residuals.data();
  for (std::size_t at = 0; at < residuals.size();) {
    // Short spans keep the inner sum in 32 bits, which vectorises.
    const std::size_t end = at + 4096 < residuals.size() ? at + 4096 : residuals.size();
    std::uint32_t part = 0;
    for (; at < end; ++at) {
      const std::uint8_t negative = static_cast<std::uint8_t>(-data[at]);
      part += data[at] < negative ? data[at] : negative;
    }
    total += part;
  }
  return total;
}

}  // namespace

PngFilter::PngFilter(std::size_t row_size, std::size_t pixel_size)
    : size_(row_size), pixel_size_(pixel_size), above_(row_size + pixel_size), row_(row_size + pixel_size) {
  for (auto& residuals : residuals_) residuals.resize(row_size);
}

void PngFilter::append(const std::uint8_t* row, std::vector<std::uint8_t>& out) {
  std::memcpy(row_.data() + pixel_size_, row, size_);
  const std::uint8_t* current = row_.data() + pixel_size_;
  const std::uint8_t* above = above_.data() + pixel_size_;
  sub(current, row_.data(), size_, residuals_[0].data());
  sub(current, above, size_, residuals_[1].data());
  paeth(current, row_.data(), above, above_.data(), size_, residuals_[2].data());

  std::size_t best = 0;
  std::uint64_t best_cost = cost(residuals_[0]);
  for (std::size_t i = 1; i < 3; ++i) {
    const std::uint64_t c = cost(residuals_[i]);
    if (c < best_cost) best = i, best_cost = c;
  }
  out.push_back(kFilterNumber[best]);
  out.insert(out.end(), residuals_[best].begin(), residuals_[best].end());
  above_.swap(row_);
}

}  // namespace compositor::codec
