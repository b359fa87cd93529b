#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace http {

struct MultipartPart {
  std::string name;
  std::string filename;      // as the client wrote it: never a path to open
  std::string content_type;  // what the client claims; "" when it says nothing
  std::string_view data;     // points into the parsed body
};

inline constexpr std::size_t kMaxMultipartParts = 16;
inline constexpr std::size_t kMaxPartHeaderBytes = 4096;

// multipart/form-data (RFC 7578). `content_type` is the request's header value. kUnsupportedMedia for another type;
// kInvalidInput for a missing boundary, a truncated body, a part without a name, too many parts or too large a part
// header. The views in the answer live as long as `body`.
base::Result<std::vector<MultipartPart>> parse_multipart(std::string_view content_type, std::string_view body);

// The first part of that name, or null.
const MultipartPart* find_part(const std::vector<MultipartPart>& parts, std::string_view name);

}  // namespace http
