#include <algorithm>

#include "codec/byte_reader.h"
#include "codec/checksum.h"
#include "photo_check.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

constexpr std::size_t kSignature = 8, kAround = 12;  // a chunk's length, type and checksum

void write_be32(std::uint8_t* to, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) to[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

// Without right checksums every mutation ends at the first one.
void repair_checksums(std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  for (std::size_t at = kSignature; at + kAround <= size;) {
    const std::size_t length = compositor::codec::be32(bytes, at);
    if (length > size - at - kAround) return;
    write_be32(data + at + 8 + length, compositor::codec::crc32(bytes.subspan(at + 4, length + 4)));
    at += kAround + length;
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  size = LLVMFuzzerMutate(data, size, most);
  // Some stay wrong: that a wrong checksum is noticed is to be tried, too.
  if (seed % 8 != 0) repair_checksums(data, size);
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::check_photo({data, size});
  return 0;
}
