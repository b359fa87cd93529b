#pragma once

#include "ports/clock.h"

namespace adapters::system {

class SystemClock final : public ports::Clock {
 public:
  base::Timestamp now() override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

}  // namespace adapters::system
