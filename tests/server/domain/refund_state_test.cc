#include "domain/refund_state.h"

#include <catch2/catch.hpp>

using domain::RefundEvent;
using domain::RefundState;

TEST_CASE("a refund goes from the wish over the bank to the buyer, and can come back at any time") {
  CHECK(next_refund_state(RefundState::kRequested, RefundEvent::kAccepted) == RefundState::kPending);
  CHECK(next_refund_state(RefundState::kRequested, RefundEvent::kPaidBack) == RefundState::kSucceeded);
  CHECK(next_refund_state(RefundState::kPending, RefundEvent::kPaidBack) == RefundState::kSucceeded);
  for (const auto from : {RefundState::kRequested, RefundState::kPending, RefundState::kSucceeded}) {
    CHECK(next_refund_state(from, RefundEvent::kCameBack) == RefundState::kFailed);
  }
}

TEST_CASE("only what was not accepted yet can be refused, and a failed refund is over") {
  CHECK(next_refund_state(RefundState::kRequested, RefundEvent::kRefused) == RefundState::kFailed);
  CHECK_FALSE(next_refund_state(RefundState::kPending, RefundEvent::kRefused));
  CHECK_FALSE(next_refund_state(RefundState::kSucceeded, RefundEvent::kRefused));
  for (const auto event : {RefundEvent::kAccepted, RefundEvent::kPaidBack, RefundEvent::kRefused, RefundEvent::kCameBack}) {
    CHECK_FALSE(next_refund_state(RefundState::kFailed, event));
  }
}

TEST_CASE("late news does not take a refund back to pending") {
  CHECK_FALSE(next_refund_state(RefundState::kSucceeded, RefundEvent::kAccepted));
  CHECK_FALSE(next_refund_state(RefundState::kPending, RefundEvent::kAccepted));
}

TEST_CASE("the words of the refund's states lead back to them") {
  for (const auto state : domain::kAllRefundStates) CHECK(domain::refund_state_from(to_string(state)) == state);
  CHECK_FALSE(domain::refund_state_from("lost"));
}
