#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/provider_gate.h"

namespace ports {

// One gate per provider, shared by all servers and workers; its clock is one for all of them. Errors: kUnavailable when the
// gate cannot be reached; then nobody may ask the provider.
class ProviderGate {
 public:
  virtual ~ProviderGate() = default;
  // Nothing: go, once, and report the outcome. Otherwise how long to wait before asking again.
  virtual base::Result<std::optional<std::chrono::milliseconds>> pass(std::string_view provider) = 0;
  virtual base::Result<void> report(std::string_view provider, domain::GateOutcome outcome,
                                    std::chrono::milliseconds wait = {}) = 0;
  // How long until pass may let somebody through; 0 when it would now.
  virtual base::Result<std::chrono::milliseconds> wait_time(std::string_view provider) = 0;
  // See domain::has_spare.
  virtual base::Result<bool> has_spare(std::string_view provider) = 0;
  // How long until a turn of the caller's own; see domain::book.
  virtual base::Result<std::chrono::milliseconds> book(std::string_view provider) = 0;
};

}  // namespace ports
