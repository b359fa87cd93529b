#include "codec/deflate.h"

#include <array>
#include <cstring>

#include "codec/huffman.h"

namespace compositor::codec {
namespace {

constexpr std::size_t kSymbols = 286;
constexpr std::size_t kEndOfBlock = 256;
constexpr std::size_t kLongestRun = 258;
constexpr std::size_t kShortestRun = 3;
constexpr std::size_t kWord = 8;
// Four codes go into the bit writer at once.
constexpr int kLongestCode = 14;

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

bool all_zero(const std::uint8_t* word) {
  std::uint64_t bits;
  std::memcpy(&bits, word, kWord);
  return bits == 0;
}

// Counts of the symbols in every second 64 bytes; how long runs of zeros will be is guessed.
std::array<std::uint32_t, kSymbols> sample(std::span<const std::uint8_t> bytes) {
  constexpr std::size_t kPiece = 64, kStride = 128;
  std::array<std::uint32_t, 256> counts[2] = {};
  std::uint32_t zero_words = 0;
  for (std::size_t at = 0; at + kPiece <= bytes.size(); at += kStride) {
    for (const std::uint8_t* word = &bytes[at]; word < &bytes[at] + kPiece; word += kWord) {
      if (all_zero(word)) {
        ++zero_words;
        continue;
      }
      for (std::size_t i = 0; i < kWord; i += 2) ++counts[0][word[i]], ++counts[1][word[i + 1]];
    }
  }
  std::array<std::uint32_t, kSymbols> all{};
  for (std::size_t i = 0; i < 256; ++i) all[i] = 16 * (counts[0][i] + counts[1][i]) + 1;
  all[kEndOfBlock] = 1;
  for (std::size_t i = kEndOfBlock + 1; i < kSymbols; ++i) all[i] = zero_words / 32 + 1;
  all[kSymbols - 1] = zero_words / 2 + 1;
  return all;
}

void put_code(const PrefixCode& code, std::size_t symbol, BitWriter& out) { out.put(code.codes[symbol], code.lengths[symbol]); }

// Code lengths are sent plainly, without run-length packing: under 200 bytes.
void put_header(const PrefixCode& code, BitWriter& out) {
  std::array<std::uint32_t, 19> length_counts{};
  for (const std::uint8_t length : code.lengths) ++length_counts[length];
  length_counts[1] += 2;
  const PrefixCode length_code = make_prefix_code(length_counts, 7);
  constexpr std::size_t kOrder[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  out.put(0, 1);
  out.put(2, 2);
  out.put(kSymbols - 257, 5);
  out.put(2 - 1, 5);  // two distance codes of one bit each, though only distance 1 is used
  out.put(19 - 4, 4);
  for (const std::size_t symbol : kOrder) out.put(length_code.lengths[symbol], 3);
  for (const std::uint8_t length : code.lengths) put_code(length_code, length, out);
  put_code(length_code, 1, out);
  put_code(length_code, 1, out);
}

// A zero, then matches of it.
void put_zeros(std::size_t count, const PrefixCode& code, BitWriter& out) {
  put_code(code, 0, out);
  --count;
  while (count >= kShortestRun) {
    std::size_t length = count < kLongestRun ? count : kLongestRun;
    if (count > length && count - length < kShortestRun) length = count - kShortestRun;
    const LengthCode& l = kLengthCodes[length];
    const unsigned bits = code.lengths[l.symbol];
    // The distance code is a single zero bit.
    out.put(code.codes[l.symbol] | static_cast<std::uint64_t>(l.extra) << bits, bits + l.extra_bits + 1);
    count -= length;
  }
  for (; count > 0; --count) put_code(code, 0, out);
}

// A symbol's code above the six bits of its length: shifts by the whole entry then go by its length.
struct Packed {
  std::uint64_t bits;
  std::uint64_t length;
};

Packed join(const Packed& a, const Packed& b) { return {a.bits | b.bits << a.length, a.length + b.length}; }

}  // namespace

void deflate_block(std::span<const std::uint8_t> bytes, BitWriter& out) {
  const PrefixCode code = make_prefix_code(sample(bytes), kLongestCode);
  put_header(code, out);

  std::array<std::uint32_t, 256> literals;
  for (std::size_t i = 0; i < 256; ++i) literals[i] = static_cast<std::uint32_t>(code.codes[i]) << 8 | code.lengths[i];
  const auto literal = [&](std::uint8_t byte) { return Packed{literals[byte] >> 8, literals[byte] & 255}; };
  const auto put_four = [&](const std::uint8_t* four, BitWriter& writer) {
    const Packed all = join(join(literal(four[0]), literal(four[1])), join(literal(four[2]), literal(four[3])));
    writer.put(all.bits, static_cast<unsigned>(all.length));
  };

  BitWriter writer = out;  // its own copy stays in registers
  const std::uint8_t* at = bytes.data();
  const std::uint8_t* const end = at + bytes.size();
  while (end - at >= static_cast<std::ptrdiff_t>(kWord)) {
    if (all_zero(at)) {
      const std::uint8_t* run = at + kWord;
      while (run < end && *run == 0) ++run;
      put_zeros(static_cast<std::size_t>(run - at), code, writer);
      at = run;
      continue;
    }
    put_four(at, writer);
    put_four(at + 4, writer);
    at += kWord;
  }
  for (; at < end; ++at) put_code(code, *at, writer);
  put_code(code, kEndOfBlock, writer);
  out = writer;
}

void deflate_align(BitWriter& out) {
  out.put(0, 3);
  out.align();
  out.put(0xFFFF0000u, 32);
}

}  // namespace compositor::codec
