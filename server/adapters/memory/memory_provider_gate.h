#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include "ports/clock.h"
#include "ports/provider_gate.h"

namespace adapters::memory {

class MemoryProviderGate : public ports::ProviderGate {
 public:
  explicit MemoryProviderGate(ports::Clock& clock, domain::GateRules rules = domain::kPrintfulRules)
      : clock_(clock), rules_(rules) {}

  base::Result<std::optional<std::chrono::milliseconds>> pass(std::string_view provider) override {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    const auto at = domain::pass(gates_[std::string(provider)], rules_, now);
    return at ? std::optional<std::chrono::milliseconds>(*at - now) : std::nullopt;
  }
  base::Result<void> report(std::string_view provider, domain::GateOutcome outcome, std::chrono::milliseconds wait) override {
    const std::lock_guard lock(mutex_);
    domain::report(gates_[std::string(provider)], rules_, outcome, clock_.now(), wait);
    return {};
  }
  base::Result<std::chrono::milliseconds> wait_time(std::string_view provider) override {
    const std::lock_guard lock(mutex_);
    const auto left = opens_at(gates_[std::string(provider)], rules_) - clock_.now();
    return std::max(std::chrono::milliseconds{0}, left);
  }
  base::Result<bool> has_spare(std::string_view provider) override {
    const std::lock_guard lock(mutex_);
    return domain::has_spare(gates_[std::string(provider)], rules_, clock_.now());
  }
  base::Result<std::chrono::milliseconds> book(std::string_view provider) override {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    return domain::book(gates_[std::string(provider)], rules_, now) - now;
  }

 private:
  ports::Clock& clock_;
  domain::GateRules rules_;
  std::mutex mutex_;
  std::map<std::string, domain::Gate> gates_;
};

}  // namespace adapters::memory
