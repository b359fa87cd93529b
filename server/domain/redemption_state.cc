#include "domain/redemption_state.h"

namespace domain {
namespace {

using S = RedemptionState;
using E = RedemptionEvent;

constexpr std::array kTransitions = {
    RedemptionTransition{S::kHeld, E::kPaid, S::kRedeemed},
    RedemptionTransition{S::kHeld, E::kAbandoned, S::kReleased},
};

}  // namespace

std::span<const RedemptionTransition> redemption_transitions() { return kTransitions; }

std::optional<RedemptionState> next_redemption_state(RedemptionState from, RedemptionEvent event) {
  return next_state(kTransitions, from, event);
}

std::string_view to_string(RedemptionState state) {
  switch (state) {
    case S::kHeld: return "held";
    case S::kRedeemed: return "redeemed";
    case S::kReleased: return "released";
  }
  return "released";
}

std::optional<RedemptionState> redemption_state_from(std::string_view text) {
  return state_named(kAllRedemptionStates, text);
}

}  // namespace domain
