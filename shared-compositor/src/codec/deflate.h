#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "codec/bit_writer.h"

namespace compositor::codec {

// The most bytes that deflate_block and deflate_align need for `size` bytes.
constexpr std::size_t deflate_bound(std::size_t size) { return size / 8 * 15 + 1024; }

// Writes one DEFLATE block (RFC 1951), never the last, with its own prefix codes. These come from a sample of `bytes`,
// so give it 32 KiB or more at a time. Only runs of zeros are matched: filtered rows of a painting hold few other
// repeats, and searching for them is where other encoders spend their time.
void deflate_block(std::span<const std::uint8_t> bytes, BitWriter& out);

// An empty block that ends at a whole byte, so that streams can be put one behind the other.
void deflate_align(BitWriter& out);

// An empty last block.
inline constexpr std::uint8_t kDeflateEnd[] = {0x03, 0x00};

}  // namespace compositor::codec
