#include "domain/mail_state.h"

#include <catch2/catch.hpp>
#include <set>

using domain::MailEvent;
using domain::MailState;

TEST_CASE("a mail is planned, sending, sent") {
  CHECK(next_mail_state(MailState::kPlanned, MailEvent::kBegun) == MailState::kSending);
  CHECK(next_mail_state(MailState::kSending, MailEvent::kAccepted) == MailState::kSent);
}

TEST_CASE("only a mail that is planned can be begun: nothing is sent while it may have been sent") {
  for (const auto from : domain::kAllMailStates) {
    CHECK(next_mail_state(from, MailEvent::kBegun).has_value() == (from == MailState::kPlanned));
  }
}

TEST_CASE("what surely was not taken is planned again, what was refused failed") {
  CHECK(next_mail_state(MailState::kSending, MailEvent::kTurnedAway) == MailState::kPlanned);
  CHECK(next_mail_state(MailState::kSending, MailEvent::kRefused) == MailState::kFailed);
  CHECK_FALSE(next_mail_state(MailState::kUnclear, MailEvent::kTurnedAway));
}

TEST_CASE("a lost answer is resolved by an event or by silence") {
  CHECK(next_mail_state(MailState::kSending, MailEvent::kAnswerLost) == MailState::kUnclear);
  CHECK(next_mail_state(MailState::kUnclear, MailEvent::kSeen) == MailState::kSent);
  CHECK(next_mail_state(MailState::kUnclear, MailEvent::kBounced) == MailState::kBounced);
  CHECK(next_mail_state(MailState::kUnclear, MailEvent::kUnheardOf) == MailState::kFailed);
  CHECK_FALSE(next_mail_state(MailState::kSent, MailEvent::kUnheardOf));
}

TEST_CASE("an event of a mail proves that it was taken, whatever we believed") {
  for (const auto from : {MailState::kPlanned, MailState::kSending, MailState::kUnclear, MailState::kFailed}) {
    CHECK(next_mail_state(from, MailEvent::kSeen) == MailState::kSent);
  }
  for (const auto from : domain::kAllMailStates) {
    CHECK(next_mail_state(from, MailEvent::kBounced).value_or(MailState::kBounced) == MailState::kBounced);
  }
  CHECK_FALSE(next_mail_state(MailState::kBounced, MailEvent::kSeen));
}

TEST_CASE("only what was asked for again is sent once more") {
  std::set<MailState> ways_back;
  for (const auto& transition : domain::mail_transitions()) {
    if (transition.to == MailState::kPlanned && transition.event != MailEvent::kTurnedAway) {
      CHECK(transition.event == MailEvent::kAskedAgain);
      ways_back.insert(transition.from);
    }
  }
  CHECK(ways_back == std::set{MailState::kUnclear, MailState::kFailed, MailState::kBounced});
}

TEST_CASE("the words of a mail's states lead back to them") {
  for (const auto state : domain::kAllMailStates) CHECK(domain::mail_state_from(to_string(state)) == state);
  CHECK_FALSE(domain::mail_state_from("lost"));
}
