#include "domain/payment_state.h"

#include "domain/transitions.h"

namespace domain {
namespace {

using S = PaymentState;
using E = PaymentEvent;

constexpr auto kNothingPaid = [](const PaymentFacts& facts) { return facts.paid_minor == 0; };
// An order that costs nothing is paid with nothing.
constexpr auto kMoneyCame = [](const PaymentFacts& facts) { return facts.paid_minor > 0 || facts.total_minor == 0; };
constexpr auto kNothingBack = [](const PaymentFacts& facts) { return facts.paid_back_minor == 0; };
constexpr auto kPartBack = [](const PaymentFacts& facts) {
  return facts.paid_back_minor > 0 && facts.paid_back_minor < facts.paid_minor;
};
constexpr auto kAllBack = [](const PaymentFacts& facts) {
  return facts.paid_minor > 0 && facts.paid_back_minor == facts.paid_minor;
};

constexpr std::array kTransitions = {
    PaymentTransition{S::kOpen, E::kUnderWay, kNothingPaid, S::kUnderWay},
    PaymentTransition{S::kOpen, E::kReceived, kMoneyCame, S::kPaid},
    PaymentTransition{S::kOpen, E::kExpired, kNothingPaid, S::kExpired},
    PaymentTransition{S::kOpen, E::kRefused, kNothingPaid, S::kFailed},

    PaymentTransition{S::kUnderWay, E::kReceived, kMoneyCame, S::kPaid},
    PaymentTransition{S::kUnderWay, E::kRefused, kNothingPaid, S::kFailed},

    PaymentTransition{S::kExpired, E::kReceived, kMoneyCame, S::kPaid},
    PaymentTransition{S::kFailed, E::kReceived, kMoneyCame, S::kPaid},

    PaymentTransition{S::kPaid, E::kRefundsChanged, kPartBack, S::kPartlyRefunded},
    PaymentTransition{S::kPaid, E::kRefundsChanged, kAllBack, S::kRefunded},
    PaymentTransition{S::kPartlyRefunded, E::kRefundsChanged, kAllBack, S::kRefunded},
    PaymentTransition{S::kPartlyRefunded, E::kRefundsChanged, kNothingBack, S::kPaid},
    PaymentTransition{S::kRefunded, E::kRefundsChanged, kPartBack, S::kPartlyRefunded},
    PaymentTransition{S::kRefunded, E::kRefundsChanged, kNothingBack, S::kPaid},
};

}  // namespace

std::span<const PaymentTransition> payment_transitions() { return kTransitions; }

std::optional<PaymentState> next_payment_state(PaymentState from, PaymentEvent event, const PaymentFacts& facts) {
  for (const auto& transition : kTransitions) {
    if (transition.from == from && transition.event == event && transition.guard(facts)) return transition.to;
  }
  return std::nullopt;
}

std::string_view to_string(PaymentState state) {
  switch (state) {
    case S::kOpen: return "open";
    case S::kUnderWay: return "under_way";
    case S::kPaid: return "paid";
    case S::kExpired: return "expired";
    case S::kFailed: return "failed";
    case S::kPartlyRefunded: return "partly_refunded";
    case S::kRefunded: return "refunded";
  }
  return "open";
}

std::optional<PaymentState> payment_state_from(std::string_view text) {
  return state_named(kAllPaymentStates, text);
}

}  // namespace domain
