#pragma once

#include "base/timestamp.h"

namespace ports {

// The only way time enters.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual base::Timestamp now() = 0;
};

}  // namespace ports
