#pragma once

#include <optional>

#include "codec/byte_reader.h"

namespace compositor::codec {

// Marker codes of ITU T.81, table B.1, that matter here.
inline constexpr std::uint32_t kHuffmanTables = 0xC4, kEndOfImage = 0xD9, kStartOfScan = 0xDA, kRestartInterval = 0xDD, kApp1 = 0xE1;

bool is_restart(std::uint32_t marker);
bool is_frame_header(std::uint32_t marker);

struct JpegSegment {
  std::uint32_t marker;
  Bytes body;       // without marker and length
  std::size_t end;  // offset behind it
};

// The marker at `at`, with its body. Fill bytes before a marker are allowed (B.1.1.2).
std::optional<JpegSegment> jpeg_segment_at(Bytes bytes, std::size_t at);

}  // namespace compositor::codec
