#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace compositor::codec {

// Appends DEFLATE blocks (RFC 1951) to a byte vector. Only runs of one byte are matched (distance 1): filtered
// rows of a painting hold few other repeats, and searching for them is where other encoders spend their time.
class Deflater {
 public:
  explicit Deflater(std::vector<std::uint8_t>& out) : out_(out) {}

  // One block with its own prefix codes. Give it 64 KiB or more at a time, so that the codes pay.
  void block(std::span<const std::uint8_t> bytes, bool last);

 private:
  void put(std::uint64_t bits, int count);
  void flush();

  std::vector<std::uint8_t>& out_;
  std::uint64_t held_ = 0;
  int held_count_ = 0;
};

}  // namespace compositor::codec
