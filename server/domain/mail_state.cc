#include "domain/mail_state.h"

namespace domain {
namespace {

using S = MailState;
using E = MailEvent;

constexpr std::array kTransitions = {
    MailTransition{S::kPlanned, E::kBegun, S::kSending},
    MailTransition{S::kPlanned, E::kRefused, S::kFailed},
    MailTransition{S::kPlanned, E::kSeen, S::kSent},
    MailTransition{S::kPlanned, E::kBounced, S::kBounced},

    MailTransition{S::kSending, E::kAccepted, S::kSent},
    MailTransition{S::kSending, E::kTurnedAway, S::kPlanned},
    MailTransition{S::kSending, E::kRefused, S::kFailed},
    MailTransition{S::kSending, E::kAnswerLost, S::kUnclear},
    MailTransition{S::kSending, E::kSeen, S::kSent},
    MailTransition{S::kSending, E::kBounced, S::kBounced},

    // A worker that was taken for lost may still bring the answer.
    MailTransition{S::kUnclear, E::kAccepted, S::kSent},
    MailTransition{S::kUnclear, E::kSeen, S::kSent},
    MailTransition{S::kUnclear, E::kBounced, S::kBounced},
    MailTransition{S::kUnclear, E::kUnheardOf, S::kFailed},
    MailTransition{S::kUnclear, E::kAskedAgain, S::kPlanned},

    MailTransition{S::kSent, E::kBounced, S::kBounced},

    MailTransition{S::kFailed, E::kSeen, S::kSent},
    MailTransition{S::kFailed, E::kBounced, S::kBounced},
    MailTransition{S::kFailed, E::kAskedAgain, S::kPlanned},
    MailTransition{S::kBounced, E::kAskedAgain, S::kPlanned},
};

}  // namespace

std::span<const MailTransition> mail_transitions() { return kTransitions; }

std::optional<MailState> next_mail_state(MailState from, MailEvent event) {
  return next_state(kTransitions, from, event);
}

std::string_view to_string(MailState state) {
  switch (state) {
    case S::kPlanned: return "planned";
    case S::kSending: return "sending";
    case S::kSent: return "sent";
    case S::kUnclear: return "unclear";
    case S::kFailed: return "failed";
    case S::kBounced: return "bounced";
  }
  return "failed";
}

std::optional<MailState> mail_state_from(std::string_view text) {
  return state_named(kAllMailStates, text);
}

}  // namespace domain
