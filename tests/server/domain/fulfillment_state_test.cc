#include "domain/fulfillment_state.h"

#include <catch2/catch.hpp>
#include <set>

using domain::next_fulfillment_state;
using E = domain::FulfillmentEvent;
using Facts = domain::FulfillmentFacts;
using S = domain::FulfillmentState;

namespace {

const Facts kNone{};
const Facts kOneOfTwoArrived{2, 1, 0};
const Facts kBothArrived{2, 2, 0};
const Facts kOneCameBack{1, 1, 1};

}  // namespace

TEST_CASE("a fulfillment that goes well passes six states") {
  S state = S::kOwed;
  for (const auto& [event, facts, to] : {std::tuple{E::kAccepted, kNone, S::kAccepted},
                                         {E::kStarted, kNone, S::kInProduction},
                                         {E::kPartSent, Facts{1, 0, 0}, S::kPartlyShipped},
                                         {E::kAllSent, kOneOfTwoArrived, S::kShipped},
                                         {E::kAllArrived, kBothArrived, S::kDelivered}}) {
    const auto next = next_fulfillment_state(state, event, facts);
    REQUIRE(next == to);
    state = *next;
  }
}

TEST_CASE("what the printer says now counts, whatever was heard before, only a cancellation is the end") {
  for (const auto from : domain::kAllFulfillmentStates) {
    INFO(to_string(from));
    const bool ended = from == S::kCanceled;
    const auto leads = [&](E event, const Facts& facts, S to) {
      const auto next = next_fulfillment_state(from, event, facts);
      if (ended || from == to) {
        CHECK_FALSE(next);
      } else {
        CHECK(next == to);
      }
    };
    leads(E::kHeld, kOneOfTwoArrived, S::kOnHold);
    leads(E::kFailed, kNone, S::kFailed);
    leads(E::kCanceled, kNone, S::kCanceled);
    leads(E::kAllSent, kOneOfTwoArrived, S::kShipped);
    leads(E::kAllArrived, kBothArrived, S::kDelivered);
    leads(E::kCameBack, kOneCameBack, S::kReturned);
  }
}

TEST_CASE("once a parcel is out, nothing is accepted, begun or a draft again") {
  for (const auto event : {E::kAccepted, E::kStarted, E::kFellBack}) {
    CHECK_FALSE(next_fulfillment_state(S::kShipped, event, kOneOfTwoArrived));
    CHECK_FALSE(next_fulfillment_state(S::kOnHold, event, kOneOfTwoArrived));
    CHECK_FALSE(next_fulfillment_state(S::kOnHold, event, kOneCameBack));
  }
}

TEST_CASE("an order is delivered only when every parcel is, and returned while one that came back was not sent again") {
  CHECK_FALSE(next_fulfillment_state(S::kShipped, E::kAllArrived, kOneOfTwoArrived));
  CHECK_FALSE(next_fulfillment_state(S::kShipped, E::kAllArrived, kNone));
  CHECK_FALSE(next_fulfillment_state(S::kShipped, E::kAllArrived, kOneCameBack));
  CHECK_FALSE(next_fulfillment_state(S::kReturned, E::kAllSent, kOneCameBack));
  CHECK(next_fulfillment_state(S::kReturned, E::kAllSent, kOneOfTwoArrived) == S::kShipped);
  CHECK_FALSE(next_fulfillment_state(S::kShipped, E::kCameBack, kBothArrived));
}

TEST_CASE("what the printer no longer knows is gone while no parcel went out, and owed again only where somebody asks anew") {
  for (const auto from : domain::kAllFulfillmentStates) {
    INFO(to_string(from));
    const bool taken = from == S::kAccepted || from == S::kInProduction || from == S::kOnHold || from == S::kDraft || from == S::kFailed;
    CHECK((next_fulfillment_state(from, E::kVanished, kNone) == S::kGone) == taken);
    CHECK_FALSE(next_fulfillment_state(from, E::kVanished, kOneOfTwoArrived));
    CHECK((next_fulfillment_state(from, E::kAskedAnew, kNone) == S::kOwed) == (from == S::kGone));
  }
  CHECK(next_fulfillment_state(S::kGone, E::kStarted, kNone) == S::kInProduction);
  CHECK(needs_a_person(S::kGone));
}

TEST_CASE("only what the printer never had can be refused") {
  for (const auto from : domain::kAllFulfillmentStates) {
    const auto next = next_fulfillment_state(from, E::kRefused, kNone);
    if (from == S::kOwed) CHECK(next == S::kFailed);
    if (from != S::kOwed) CHECK_FALSE(next);
  }
}

TEST_CASE("the words of the fulfillment's states lead back to them") {
  std::set<std::string_view> words;
  for (const auto state : domain::kAllFulfillmentStates) {
    CHECK(domain::fulfillment_state_from(to_string(state)) == state);
    CHECK(words.insert(to_string(state)).second);
  }
  CHECK_FALSE(domain::fulfillment_state_from("lost"));
}
