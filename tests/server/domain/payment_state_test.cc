#include "domain/payment_state.h"

#include <catch2/catch.hpp>
#include <set>

using domain::next_payment_state;
using E = domain::PaymentEvent;
using Facts = domain::PaymentFacts;
using S = domain::PaymentState;

namespace {

const Facts kNothing{3399, 0, 0};
const Facts kPaid{3399, 3399, 0};
const Facts kPartBack{3399, 3399, 500};
const Facts kAllBack{3399, 3399, 3399};

}  // namespace

TEST_CASE("money that came makes a payment paid, also when the bank took days or the page had closed") {
  for (const auto from : {S::kOpen, S::kUnderWay, S::kExpired, S::kFailed}) {
    CHECK(next_payment_state(from, E::kReceived, kPaid) == S::kPaid);
  }
}

TEST_CASE("nothing is paid without money, except what costs nothing") {
  CHECK_FALSE(next_payment_state(S::kOpen, E::kReceived, kNothing));
  CHECK(next_payment_state(S::kOpen, E::kReceived, Facts{0, 0, 0}) == S::kPaid);
}

TEST_CASE("a payment page ends without money only while none came") {
  CHECK(next_payment_state(S::kOpen, E::kExpired, kNothing) == S::kExpired);
  CHECK(next_payment_state(S::kOpen, E::kRefused, kNothing) == S::kFailed);
  CHECK(next_payment_state(S::kUnderWay, E::kRefused, kNothing) == S::kFailed);
  CHECK_FALSE(next_payment_state(S::kUnderWay, E::kExpired, kNothing));
  for (const auto event : {E::kExpired, E::kRefused, E::kUnderWay}) {
    CHECK_FALSE(next_payment_state(S::kOpen, event, kPaid));
    CHECK_FALSE(next_payment_state(S::kPaid, event, kPaid));
    CHECK_FALSE(next_payment_state(S::kRefunded, event, kAllBack));
  }
}

TEST_CASE("refunds move a payment as far as they paid back, and a returned one moves it back") {
  CHECK(next_payment_state(S::kPaid, E::kRefundsChanged, kPartBack) == S::kPartlyRefunded);
  CHECK(next_payment_state(S::kPaid, E::kRefundsChanged, kAllBack) == S::kRefunded);
  CHECK(next_payment_state(S::kPartlyRefunded, E::kRefundsChanged, kAllBack) == S::kRefunded);
  CHECK(next_payment_state(S::kRefunded, E::kRefundsChanged, kPartBack) == S::kPartlyRefunded);
  CHECK(next_payment_state(S::kRefunded, E::kRefundsChanged, kPaid) == S::kPaid);
  CHECK_FALSE(next_payment_state(S::kPaid, E::kRefundsChanged, kPaid));
  CHECK_FALSE(next_payment_state(S::kPartlyRefunded, E::kRefundsChanged, kPartBack));
  CHECK_FALSE(next_payment_state(S::kOpen, E::kRefundsChanged, kNothing));
}

TEST_CASE("of the payment's edges at most one holds, and none leads to itself") {
  for (const auto& facts : {kNothing, kPaid, kPartBack, kAllBack, Facts{0, 0, 0}}) {
    std::set<std::pair<S, E>> seen;
    for (const auto& edge : domain::payment_transitions()) {
      CHECK(edge.from != edge.to);
      if (edge.guard(facts)) CHECK(seen.emplace(edge.from, edge.event).second);
    }
  }
}

TEST_CASE("the words of the payment's states lead back to them") {
  std::set<std::string_view> words;
  for (const auto state : domain::kAllPaymentStates) {
    CHECK(domain::payment_state_from(to_string(state)) == state);
    CHECK(words.insert(to_string(state)).second);
  }
  CHECK_FALSE(domain::payment_state_from("lost"));
}
