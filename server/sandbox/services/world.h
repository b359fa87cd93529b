#pragma once

#include <cstdint>
#include <functional>

#include "sandbox/services/config.h"
#include "sandbox/services/faults.h"
#include "sandbox/services/request_log.h"
#include "sandbox/services/state.h"

namespace sandbox {

// What every stand-in works with.
struct World {
  explicit World(Config settings) : config(std::move(settings)), state(config.state_dir) {}

  Config config;
  State state;
  Faults faults;
  RequestLog requests;
  std::function<std::int64_t()> now_ms;  // Unix time

  [[nodiscard]] std::int64_t now_s() const { return now_ms() / 1000; }
};

std::int64_t system_now_ms();

}  // namespace sandbox
