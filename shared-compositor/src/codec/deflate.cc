#include "codec/deflate.h"

#include <array>
#include <cstddef>

#include "codec/huffman.h"

namespace compositor::codec {
namespace {

constexpr std::size_t kEndOfBlock = 256;
constexpr std::size_t kShortestRun = 4;
constexpr std::size_t kLongestRun = 258;

struct LengthCode {
  std::uint16_t symbol;
  std::uint8_t extra_bits;
  std::uint8_t extra;
};

// RFC 1951, 3.2.5.
constexpr std::array<LengthCode, kLongestRun + 1> make_length_codes() {
  constexpr int kBase[29] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
  constexpr std::uint8_t kBits[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
  std::array<LengthCode, kLongestRun + 1> codes{};
  for (int length = 3; length <= static_cast<int>(kLongestRun); ++length) {
    int i = 28;
    while (kBase[i] > length) --i;
    codes[static_cast<std::size_t>(length)] = {static_cast<std::uint16_t>(257 + i), kBits[i], static_cast<std::uint8_t>(length - kBase[i])};
  }
  return codes;
}
constexpr auto kLengthCodes = make_length_codes();

// Calls literal(byte) and run(length) for what the block consists of; a run repeats the byte before it.
template <class Literal, class Run>
void tokenize(std::span<const std::uint8_t> bytes, Literal literal, Run run) {
  const std::size_t size = bytes.size();
  for (std::size_t i = 0; i < size;) {
    const std::uint8_t byte = bytes[i];
    literal(byte);
    ++i;
    if (i + kShortestRun > size || bytes[i] != byte || bytes[i + 1] != byte) continue;
    std::size_t length = 2;
    while (i + length < size && length < kLongestRun && bytes[i + length] == byte) ++length;
    if (length < kShortestRun) continue;
    run(length);
    i += length;
  }
}

}  // namespace

void Deflater::put(std::uint64_t bits, int count) {
  held_ |= bits << held_count_;
  held_count_ += count;
  while (held_count_ >= 32) {
    const std::uint8_t four[4] = {static_cast<std::uint8_t>(held_), static_cast<std::uint8_t>(held_ >> 8), static_cast<std::uint8_t>(held_ >> 16),
                                  static_cast<std::uint8_t>(held_ >> 24)};
    out_.insert(out_.end(), four, four + 4);
    held_ >>= 32;
    held_count_ -= 32;
  }
}

void Deflater::flush() {
  while (held_count_ > 0) {
    out_.push_back(static_cast<std::uint8_t>(held_));
    held_ >>= 8;
    held_count_ -= 8;
  }
  held_count_ = 0;
}

void Deflater::block(std::span<const std::uint8_t> bytes, bool last) {
  std::array<std::uint32_t, 286> counts{};
  tokenize(
      bytes, [&](std::uint8_t byte) { ++counts[byte]; }, [&](std::size_t length) { ++counts[kLengthCodes[length].symbol]; });
  counts[kEndOfBlock] = 1;
  const PrefixCode code = make_prefix_code(counts, 15);

  // Code lengths are sent plainly, without run-length packing: 316 symbols, under 200 bytes of a block of 64 KiB and more.
  std::array<std::uint32_t, 19> length_counts{};
  for (const std::uint8_t length : code.lengths) ++length_counts[length];
  length_counts[1] += 2;
  const PrefixCode length_code = make_prefix_code(length_counts, 7);
  constexpr std::size_t kOrder[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  put(last ? 1 : 0, 1);
  put(2, 2);
  put(286 - 257, 5);
  put(2 - 1, 5);  // two distance codes of one bit each, though only distance 1 is used
  put(19 - 4, 4);
  for (const std::size_t symbol : kOrder) put(length_code.lengths[symbol], 3);
  const auto put_length = [&](std::uint8_t length) { put(length_code.codes[length], length_code.lengths[length]); };
  for (const std::uint8_t length : code.lengths) put_length(length);
  put_length(1);
  put_length(1);

  tokenize(
      bytes, [&](std::uint8_t byte) { put(code.codes[byte], code.lengths[byte]); },
      [&](std::size_t length) {
        const LengthCode& l = kLengthCodes[length];
        const int bits = code.lengths[l.symbol];
        // The distance code is a single zero bit.
        put(code.codes[l.symbol] | static_cast<std::uint64_t>(l.extra) << bits, bits + l.extra_bits + 1);
      });
  put(code.codes[kEndOfBlock], code.lengths[kEndOfBlock]);
  if (last) flush();
}

}  // namespace compositor::codec
