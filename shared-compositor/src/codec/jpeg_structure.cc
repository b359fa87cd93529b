#include <algorithm>
#include <vector>

#include "codec/jpeg_reader.h"
#include "codec/jpeg_segments.h"

namespace compositor::codec {
namespace {

tl::unexpected<Error> corrupt() { return fail(ErrorCode::kCorruptImage, "The photo is damaged or was cut short."); }

struct Component {
  int id;
  unsigned across, down;  // sampling factors
};

struct Frame {
  unsigned width = 0, height = 0;
  unsigned most_across = 1, most_down = 1;
  std::vector<Component> components;
};

unsigned divide_up(unsigned a, unsigned b) { return (a + b - 1) / b; }

bool read_frame(Bytes body, Frame& frame) {
  if (body.size() < 6 || body.size() != 6 + 3u * body[5] || !frame.components.empty()) return false;
  frame.height = be16(body, 1);
  frame.width = be16(body, 3);
  for (std::size_t at = 6; at < body.size(); at += 3) {
    const unsigned factors = body[at + 1];
    const Component component{body[at], factors >> 4, factors & 15};
    if (component.across < 1 || component.across > 4 || component.down < 1 || component.down > 4) return false;
    frame.most_across = std::max(frame.most_across, component.across);
    frame.most_down = std::max(frame.most_down, component.down);
    frame.components.push_back(component);
  }
  return true;
}

// How many coded units a scan has (T.81, A.2): whole MCUs when components are interleaved, blocks when there is one.
unsigned units_in_scan(Bytes body, const Frame& frame) {
  if (body.empty() || body[0] != 1) return divide_up(frame.width, 8 * frame.most_across) * divide_up(frame.height, 8 * frame.most_down);
  for (const Component& component : frame.components) {
    if (body.size() < 2 || component.id != body[1]) continue;
    return divide_up(divide_up(frame.width * component.across, frame.most_across), 8) *
           divide_up(divide_up(frame.height * component.down, frame.most_down), 8);
  }
  return 0;
}

// More codes than there are byte values overrun the decoder's tables.
bool possible_tables(Bytes body) {
  for (std::size_t at = 0; at < body.size();) {
    if (body.size() - at < 17) return false;
    std::size_t codes = 0;
    for (std::size_t length = 1; length <= 16; ++length) codes += body[at + length];
    if ((body[at] >> 4) > 1 || (body[at] & 15) > 3 || codes > 256 || body.size() - at - 17 < codes) return false;
    at += 17 + codes;
  }
  return true;
}

struct Scan {
  std::size_t end;
  unsigned restarts;
};

// Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart.
Scan skip_scan(Bytes bytes, std::size_t at) {
  unsigned restarts = 0;
  while (at + 1 < bytes.size()) {
    if (bytes[at] != 0xFF) {
      ++at;
    } else if (bytes[at + 1] == 0 || is_restart(bytes[at + 1])) {
      restarts += bytes[at + 1] != 0;
      at += 2;
    } else {
      return {at, restarts};
    }
  }
  return {bytes.size(), restarts};
}

}  // namespace

Result<void> check_jpeg_structure(Bytes bytes) {
  Frame frame;
  unsigned interval = 0;
  for (std::size_t at = 2;;) {
    const auto segment = jpeg_segment_at(bytes, at);
    if (!segment) return corrupt();
    if (segment->marker == kEndOfImage) return {};
    if (segment->marker == kHuffmanTables && !possible_tables(segment->body)) return corrupt();
    if (is_frame_header(segment->marker) && !read_frame(segment->body, frame)) return corrupt();
    if (segment->marker == kRestartInterval && segment->body.size() >= 2) interval = be16(segment->body, 0);
    at = segment->end;
    if (segment->marker != kStartOfScan) continue;
    const Scan scan = skip_scan(bytes, at);
    // At a missing restart the decoder would leave the rest of the picture blank.
    if (interval > 0 && scan.restarts + 1 < divide_up(units_in_scan(segment->body, frame), interval)) return corrupt();
    at = scan.end;
  }
}

}  // namespace compositor::codec
