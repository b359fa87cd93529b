#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "domain/transitions.h"

// planned --begun--> sending --accepted--> sent --bounced--> bounced
//    ^                  |--turned_away--> planned     (429, 5xx, no connection: surely not taken)
//    |                  |--refused------> failed      (400: will never be taken)
//    |                  '--answer_lost--> unclear --accepted, seen--> sent
//    |                                       '--unheard_of--> failed --seen--> sent
//    '------------------------- asked_again ------------- unclear, failed, bounced
// planned --refused--> failed (nobody to send it to)
// planned, sending --seen--> sent; planned, sending, unclear, failed --bounced--> bounced: the mail service's events
// may come before its answer, and after an answer that told less than the truth.
namespace domain {

enum class MailState { kPlanned, kSending, kSent, kUnclear, kFailed, kBounced };

enum class MailEvent {
  kBegun,       // stored before the mail service is asked
  kAccepted,    // it said yes
  kTurnedAway,  // it said "not now", or could not be reached
  kRefused,     // it said "never", or there is nobody to send to
  kAnswerLost,  // asked, but nobody knows what it said
  kSeen,        // an event of the mail service speaks of this mail: it was taken
  kUnheardOf,   // no event in all the time one should have come, for the second time
  kBounced,     // an event says that it did not arrive
  kAskedAgain,  // sent once more: after the first silence, or because the owner wants it
};

using MailTransition = Transition<MailState, MailEvent>;

inline constexpr std::array kAllMailStates = {MailState::kPlanned, MailState::kSending, MailState::kSent,
                                              MailState::kUnclear, MailState::kFailed,  MailState::kBounced};

// Every allowed change, and no other.
std::span<const MailTransition> mail_transitions();

// Where `event` leads from `from`; nothing where the table has no such edge.
std::optional<MailState> next_mail_state(MailState from, MailEvent event);

std::string_view to_string(MailState state);  // "planned"; the database CHECK lists the same words
std::optional<MailState> mail_state_from(std::string_view text);

}  // namespace domain
