#include "domain/redemption_state.h"

#include <catch2/catch.hpp>

using domain::RedemptionEvent;
using domain::RedemptionState;

TEST_CASE("a code that is held is either redeemed or released, and then stays so") {
  CHECK(next_redemption_state(RedemptionState::kHeld, RedemptionEvent::kPaid) == RedemptionState::kRedeemed);
  CHECK(next_redemption_state(RedemptionState::kHeld, RedemptionEvent::kAbandoned) == RedemptionState::kReleased);
  for (const auto ended : {RedemptionState::kRedeemed, RedemptionState::kReleased}) {
    for (const auto event : {RedemptionEvent::kPaid, RedemptionEvent::kAbandoned}) {
      CHECK_FALSE(next_redemption_state(ended, event));
    }
  }
}

TEST_CASE("the words of the redemption's states lead back to them") {
  for (const auto state : domain::kAllRedemptionStates) CHECK(domain::redemption_state_from(to_string(state)) == state);
  CHECK_FALSE(domain::redemption_state_from("lost"));
}
