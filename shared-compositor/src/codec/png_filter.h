#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace compositor::codec {

// Chooses for each row the PNG predictor (Sub, Up, Paeth) whose residuals have the least sum of magnitudes.
class PngFilter {
 public:
  // `row_size` in bytes, `pixel_size` 3 or 4.
  PngFilter(std::size_t row_size, std::size_t pixel_size);

  // Appends the filter's number and the residuals of `row` to `out`.
  void append(const std::uint8_t* row, std::vector<std::uint8_t>& out);

 private:
  std::size_t size_;
  std::size_t pixel_size_;
  // Rows with one pixel of zeros in front, so that the first pixel needs no case of its own.
  std::vector<std::uint8_t> above_;
  std::vector<std::uint8_t> row_;
  std::vector<std::uint8_t> residuals_[3];
};

}  // namespace compositor::codec
