#include "codec/exif.h"

namespace compositor::codec {

int exif_orientation(Bytes tiff) {
  constexpr int kUpright = 1;
  if (tiff.size() < 8) return kUpright;
  const bool little = tiff[0] == 'I' && tiff[1] == 'I';
  if (!little && !(tiff[0] == 'M' && tiff[1] == 'M')) return kUpright;
  const auto u16 = [&](std::size_t at) {
    return little ? static_cast<std::uint32_t>(tiff[at] | tiff[at + 1] << 8) : be16(tiff, at);
  };
  const auto u32 = [&](std::size_t at) { return little ? u16(at) | u16(at + 2) << 16 : be32(tiff, at); };
  if (u16(2) != 42) return kUpright;

  const std::size_t directory = u32(4);
  if (directory > tiff.size() || tiff.size() - directory < 2) return kUpright;
  const std::size_t entries = u16(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    if (at + 12 > tiff.size()) return kUpright;
    constexpr std::uint32_t kOrientation = 0x0112, kShort = 3;
    if (u16(at) == kOrientation) {
      const std::uint32_t value = u16(at + 8);
      return u16(at + 2) == kShort && value >= 1 && value <= 8 ? static_cast<int>(value) : kUpright;
    }
  }
  return kUpright;
}

}  // namespace compositor::codec
