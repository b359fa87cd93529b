#include "domain/refund_state.h"

namespace domain {
namespace {

using S = RefundState;
using E = RefundEvent;

constexpr std::array kTransitions = {
    RefundTransition{S::kRequested, E::kAccepted, S::kPending},
    RefundTransition{S::kRequested, E::kPaidBack, S::kSucceeded},
    RefundTransition{S::kRequested, E::kRefused, S::kFailed},
    RefundTransition{S::kRequested, E::kCameBack, S::kFailed},

    RefundTransition{S::kPending, E::kPaidBack, S::kSucceeded},
    RefundTransition{S::kPending, E::kCameBack, S::kFailed},

    RefundTransition{S::kSucceeded, E::kCameBack, S::kFailed},
};

}  // namespace

std::span<const RefundTransition> refund_transitions() { return kTransitions; }

std::optional<RefundState> next_refund_state(RefundState from, RefundEvent event) {
  return next_state(kTransitions, from, event);
}

std::string_view to_string(RefundState state) {
  switch (state) {
    case S::kRequested: return "requested";
    case S::kPending: return "pending";
    case S::kSucceeded: return "succeeded";
    case S::kFailed: return "failed";
  }
  return "failed";
}

std::optional<RefundState> refund_state_from(std::string_view text) {
  return state_named(kAllRefundStates, text);
}

}  // namespace domain
