#pragma once

#include <cstdint>

namespace compositor::codec {

// Bits into memory, first bit lowest. Each put may write eight bytes, so keep as many free behind the end.
class BitWriter {
 public:
  explicit BitWriter(std::uint8_t* at) : at_(at) {}

  // At most 56 bits; those above `count` must be zero.
  void put(std::uint64_t bits, unsigned count) {
    held_ |= bits << held_count_;
    held_count_ += count;
    store(held_);
    at_ += held_count_ >> 3;
    held_ >>= held_count_ & 56;
    held_count_ &= 7;
  }

  // Zero bits up to the next whole byte.
  void align() {
    if (held_count_ > 0) put(0, 8 - held_count_);
  }

  // Whole bytes written so far end here.
  [[nodiscard]] std::uint8_t* end() const { return at_; }

 private:
  void store(std::uint64_t bits) {
    for (int i = 0; i < 8; ++i) at_[i] = static_cast<std::uint8_t>(bits >> (8 * i));
  }

  std::uint8_t* at_;
  std::uint64_t held_ = 0;
  unsigned held_count_ = 0;
};

}  // namespace compositor::codec
