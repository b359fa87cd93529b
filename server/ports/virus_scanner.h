#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ports {

struct ScanVerdict {
  std::optional<std::string> infection;  // the signature's name; nothing when clean
};

class VirusScanner {
 public:
  virtual ~VirusScanner() = default;
  // Fails closed: no answer is kUnavailable, never "clean".
  virtual base::Result<ScanVerdict> scan(std::string_view bytes) = 0;
};

}  // namespace ports
