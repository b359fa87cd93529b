#include "domain/order_state.h"

#include <catch2/catch.hpp>
#include <set>

using domain::next_order_state;
using E = domain::OrderEvent;
using S = domain::OrderState;

TEST_CASE("an order that goes well passes five states") {
  S state = S::kCreated;
  for (const auto& [event, to] : {std::pair{E::kPaymentReceived, S::kPaid},
                                  {E::kSubmitted, S::kInProduction},
                                  {E::kParcelShipped, S::kShipped},
                                  {E::kParcelDelivered, S::kDelivered}}) {
    const auto next = next_order_state(state, event);
    REQUIRE(next == to);
    state = *next;
  }
}

TEST_CASE("the table has one answer for each state and event, and no edge to itself") {
  std::set<std::pair<S, E>> seen;
  for (const auto& edge : domain::order_transitions()) {
    CHECK(seen.emplace(edge.from, edge.event).second);
    CHECK(edge.from != edge.to);
  }
}

TEST_CASE("only an order that is open or before a person becomes paid by a payment, and one is paid again only when the owner resumes it") {
  for (const auto& edge : domain::order_transitions()) {
    if (edge.to != S::kPaid) continue;
    CHECK((edge.event == E::kPaymentReceived || edge.event == E::kResumed));
    CHECK((edge.from == S::kNeedsAttention || (edge.from == S::kCreated && edge.event == E::kPaymentReceived)));
  }
  CHECK(next_order_state(S::kNeedsAttention, E::kPaymentReceived) == S::kPaid);
  CHECK(next_order_state(S::kNeedsAttention, E::kResumed) == S::kPaid);
}

TEST_CASE("nothing goes to the printer that was not paid") {
  for (const auto state : {S::kCreated, S::kExpired, S::kCanceled, S::kRefunded}) {
    CHECK_FALSE(next_order_state(state, E::kSubmitted));
    CHECK_FALSE(next_order_state(state, E::kParcelShipped));
  }
}

TEST_CASE("a refunded order is final unless the bank returns the money, it can be paid back from every state it was taken in") {
  for (const auto& edge : domain::order_transitions()) {
    if (edge.from == S::kRefunded) CHECK(edge.event == E::kRefundReturned);
    if (edge.event == E::kRefundReturned) CHECK(edge.from == S::kRefunded);
  }
  CHECK(next_order_state(S::kRefunded, E::kRefundReturned) == S::kNeedsAttention);
  for (const auto state : {S::kPaid, S::kInProduction, S::kShipped, S::kDelivered, S::kNeedsAttention}) {
    CHECK(next_order_state(state, E::kRefundCompleted) == S::kRefunded);
  }
}

TEST_CASE("money for an order that had ended goes before a person") {
  for (const auto state : {S::kExpired, S::kCanceled}) {
    CHECK_FALSE(next_order_state(state, E::kPaymentReceived));
    CHECK(next_order_state(state, E::kTrouble) == S::kNeedsAttention);
  }
}

TEST_CASE("late news never turns an order back") {
  CHECK_FALSE(next_order_state(S::kPaid, E::kSessionExpired));
  CHECK_FALSE(next_order_state(S::kPaid, E::kPaymentFailed));
  CHECK_FALSE(next_order_state(S::kShipped, E::kSubmitted));
  CHECK_FALSE(next_order_state(S::kDelivered, E::kSubmitted));
}

TEST_CASE("a parcel that comes back after delivery goes before a person, one sent again is on its way") {
  CHECK(next_order_state(S::kDelivered, E::kTrouble) == S::kNeedsAttention);
  CHECK(next_order_state(S::kDelivered, E::kParcelShipped) == S::kShipped);
}

TEST_CASE("every state has a word of its own that reads back") {
  std::set<std::string_view> words;
  for (const auto state : domain::kAllOrderStates) {
    CHECK(domain::order_state_from(to_string(state)) == state);
    CHECK(words.insert(to_string(state)).second);
  }
  CHECK_FALSE(domain::order_state_from("Paid"));
  CHECK_FALSE(domain::order_state_from(""));
}

TEST_CASE("every event of the table has a word of its own") {
  std::set<std::string_view> words;
  std::set<E> events;
  for (const auto& edge : domain::order_transitions()) {
    events.insert(edge.event);
    words.insert(to_string(edge.event));
  }
  CHECK(words.size() == events.size());
  CHECK(events.size() == 10);
}
