#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "base/timestamp.h"

// How often a provider may be asked, and whether it is worth asking.
//
// The breaker:  closed --failures in a row--> open --its time is over, one asks--> half_open
//               half_open --answered--> closed     half_open --failed--> open (for twice as long, up to a limit)
// In half_open one probe is under way; others wait until it has answered or its time is over, when another may probe.
//
// The rate is kept by one time (GCRA): each request moves it on by `spacing`; it may run ahead of the clock by
// `burst * spacing`. Whoever counts sees at most burst + 60 s / spacing requests in any 60 seconds.
namespace domain {

enum class BreakerState { kClosed, kOpen, kHalfOpen };
inline constexpr std::array kAllBreakerStates = {BreakerState::kClosed, BreakerState::kOpen, BreakerState::kHalfOpen};

struct GateRules {
  std::chrono::milliseconds spacing{600};
  int burst = 10;
  int failures_to_open = 5;
  std::chrono::milliseconds first_rest{5'000};
  std::chrono::milliseconds longest_rest{60'000};
  std::chrono::milliseconds probe_time{45'000};  // longer than a request may take
};

// Printful: 120 requests a minute, counted in fixed windows whose beginning we do not know, and 60 s of lock-out for one too
// many. These rules let through 110 in any minute: ten are for requests that the network holds up and then brings together.
inline constexpr GateRules kPrintfulRules{};

// Printify: 600 requests a minute, of which its catalog takes 100; these let through 560 and 90.
inline constexpr GateRules kPrintifyRules{.spacing = std::chrono::milliseconds{111}, .burst = 20};
inline constexpr GateRules kPrintifyCatalogRules{.spacing = std::chrono::milliseconds{750}, .burst = 10};

struct Gate {
  base::Timestamp paid_until{};     // GCRA's time
  base::Timestamp booked_until{};   // the last turn that was given
  base::Timestamp shut_until{};     // the provider told us to wait
  BreakerState breaker = BreakerState::kClosed;
  int failures = 0;                 // in a row
  std::chrono::milliseconds rest{0};  // of the last opening
  base::Timestamp rest_until{};     // open: no probe before; half_open: the probe's time is over

  bool operator==(const Gate&) const = default;
};

enum class GateOutcome {
  kAnswered,   // whatever it said
  kFailed,     // no answer, or one that says the provider is out of order
  kShut,       // told to wait
};

// Lets one request through and counts it, or tells when to come back.
std::optional<base::Timestamp> pass(Gate& gate, const GateRules& rules, base::Timestamp now);
// A turn for somebody who would wait in vain: each has its own, a spacing apart, so that many come one after the other and
// not all at once. It lets nobody through: whoever comes then still passes.
base::Timestamp book(Gate& gate, const GateRules& rules, base::Timestamp now);
// Whether half of the burst is free: somebody whose question can do without an answer asks only then.
bool has_spare(const Gate& gate, const GateRules& rules, base::Timestamp now);
// What became of a request. `wait` is what the provider asked for, with kShut.
void report(Gate& gate, const GateRules& rules, GateOutcome outcome, base::Timestamp now, std::chrono::milliseconds wait = {});
// When `pass` may let somebody through; the past when it would now.
base::Timestamp opens_at(const Gate& gate, const GateRules& rules);

std::string_view to_string(BreakerState state);  // "half_open"; the database CHECK lists the same words
std::optional<BreakerState> breaker_state_from(std::string_view text);

}  // namespace domain
