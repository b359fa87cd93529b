#include "domain/provider_gate.h"

#include <algorithm>

#include "domain/transitions.h"

namespace domain {
namespace {

void open(Gate& gate, const GateRules& rules, base::Timestamp now) {
  const bool again = gate.breaker == BreakerState::kHalfOpen;
  gate.rest = again ? std::min(gate.rest * 2, rules.longest_rest) : rules.first_rest;
  gate.breaker = BreakerState::kOpen;
  gate.rest_until = now + gate.rest;
}

}  // namespace

base::Timestamp opens_at(const Gate& gate, const GateRules& rules) {
  // One request has to fit before the clock is `burst` spacings behind.
  const auto rate = gate.paid_until - rules.spacing * (rules.burst - 1);
  const auto breaker = gate.breaker == BreakerState::kClosed ? base::Timestamp{} : gate.rest_until;
  return std::max({rate, gate.shut_until, breaker});
}

std::optional<base::Timestamp> pass(Gate& gate, const GateRules& rules, base::Timestamp now) {
  if (const auto at = opens_at(gate, rules); at > now) return at;
  gate.paid_until = std::max(gate.paid_until, now) + rules.spacing;
  if (gate.breaker != BreakerState::kClosed) {
    gate.breaker = BreakerState::kHalfOpen;
    gate.rest_until = now + rules.probe_time;
  }
  return std::nullopt;
}

base::Timestamp book(Gate& gate, const GateRules& rules, base::Timestamp now) {
  gate.booked_until = std::max({opens_at(gate, rules), gate.booked_until + rules.spacing, now});
  return gate.booked_until;
}

bool has_spare(const Gate& gate, const GateRules& rules, base::Timestamp now) {
  GateRules half = rules;
  half.burst = rules.burst / 2;
  return gate.breaker == BreakerState::kClosed && opens_at(gate, half) <= now;
}

void report(Gate& gate, const GateRules& rules, GateOutcome outcome, base::Timestamp now, std::chrono::milliseconds wait) {
  if (outcome == GateOutcome::kFailed) {
    ++gate.failures;
    const bool closed = gate.breaker == BreakerState::kClosed;
    // Late failures of requests from before the opening do not lengthen it.
    if (gate.breaker == BreakerState::kHalfOpen || (closed && gate.failures >= rules.failures_to_open)) open(gate, rules, now);
    return;
  }
  if (outcome == GateOutcome::kShut) gate.shut_until = std::max(gate.shut_until, now + wait);
  gate.failures = 0;
  gate.breaker = BreakerState::kClosed;
  gate.rest = {};
}

std::string_view to_string(BreakerState state) {
  switch (state) {
    case BreakerState::kClosed: return "closed";
    case BreakerState::kOpen: return "open";
    case BreakerState::kHalfOpen: return "half_open";
  }
  return "closed";
}

std::optional<BreakerState> breaker_state_from(std::string_view text) {
  return state_named(kAllBreakerStates, text);
}

}  // namespace domain
