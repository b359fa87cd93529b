#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace compositor::codec {

// Chooses for each row the PNG predictor (Sub, Up, Average, Paeth) that comes nearest to it, by the sum of differences.
class PngFilter {
 public:
  // What filter_row may write behind a row.
  static constexpr std::size_t kSlack = 15;

  // `row_size` in bytes, `pixel_size` 3 or 4.
  PngFilter(std::size_t row_size, std::size_t pixel_size);

  // Where to put the next row's row_size bytes; one more may be written.
  [[nodiscard]] std::uint8_t* next_row() { return row_.data() + pixel_size_; }

  // Writes the filter's number and the residuals of the row in next_row(): row_size + 1 bytes and perhaps kSlack more.
  // The first row is predicted from itself alone, so that a strip needs nothing before it.
  void filter_row(std::uint8_t* out);

 private:
  std::size_t size_;
  std::size_t pixel_size_;
  bool first_ = true;
  // Rows with one pixel of zeros in front, so that the first pixel needs no case of its own.
  std::vector<std::uint8_t> above_;
  std::vector<std::uint8_t> row_;
};

}  // namespace compositor::codec
