#include "domain/provider_gate.h"

#include <catch2/catch.hpp>
#include <deque>
#include <random>

using base::Timestamp;
using domain::BreakerState;
using domain::Gate;
using domain::GateOutcome;
using domain::GateRules;
using namespace std::chrono_literals;

namespace {

const GateRules kRules = domain::kPrintfulRules;
const Timestamp kStart = base::from_unix_seconds(1'795'339'800);

void fail_times(Gate& gate, int times, Timestamp now) {
  for (int i = 0; i < times; ++i) report(gate, kRules, GateOutcome::kFailed, now);
}

}  // namespace

TEST_CASE("no minute holds more requests than the printer takes, however the callers come") {
  Gate gate;
  std::mt19937 random(7);
  std::deque<Timestamp> minute;
  Timestamp now = kStart;
  std::size_t most = 0;
  int passed = 0;
  for (int i = 0; i < 20'000; ++i) {
    now += std::chrono::milliseconds{random() % 50 == 0 ? random() % 9'000 : random() % 40};
    if (pass(gate, kRules, now)) continue;
    ++passed;
    minute.push_back(now);
    while (minute.front() <= now - 60s) minute.pop_front();
    most = std::max(most, minute.size());
  }
  CHECK(passed > 3'000);
  CHECK(most > 100);
  CHECK(most <= 110);
}

TEST_CASE("a caller that is sent away comes back at the time it was told, and passes") {
  Gate gate;
  std::optional<Timestamp> at;
  for (int i = 0; i < kRules.burst; ++i) REQUIRE_FALSE(pass(gate, kRules, kStart));
  at = pass(gate, kRules, kStart);
  REQUIRE(at);
  CHECK(*at == kStart + kRules.spacing);
  CHECK(pass(gate, kRules, *at - 1ms));
  CHECK_FALSE(pass(gate, kRules, *at));
}

TEST_CASE("an hour of silence saves up no more than the burst") {
  Gate gate;
  pass(gate, kRules, kStart);
  int passed = 0;
  while (!pass(gate, kRules, kStart + 1h)) ++passed;
  CHECK(passed == kRules.burst);
}

TEST_CASE("told to wait, everybody waits, the breaker stays closed") {
  Gate gate;
  report(gate, kRules, GateOutcome::kShut, kStart, 60s);
  CHECK(pass(gate, kRules, kStart + 59s) == kStart + 60s);
  CHECK(gate.breaker == BreakerState::kClosed);
  CHECK_FALSE(pass(gate, kRules, kStart + 60s));
}

TEST_CASE("failures in a row open the breaker, an answer between them begins anew") {
  Gate gate;
  fail_times(gate, 4, kStart);
  report(gate, kRules, GateOutcome::kAnswered, kStart);
  fail_times(gate, 4, kStart);
  CHECK_FALSE(pass(gate, kRules, kStart));
  fail_times(gate, 1, kStart);
  CHECK(gate.breaker == BreakerState::kOpen);
  CHECK(pass(gate, kRules, kStart) == kStart + 5s);
}

TEST_CASE("after its rest one probe goes, and only one, until it has answered or its time is over") {
  Gate gate;
  fail_times(gate, 5, kStart);
  const auto later = kStart + 5s;
  CHECK_FALSE(pass(gate, kRules, later));
  CHECK(gate.breaker == BreakerState::kHalfOpen);
  CHECK(pass(gate, kRules, later) == later + kRules.probe_time);
  SECTION("it was answered") {
    report(gate, kRules, GateOutcome::kAnswered, later + 1s);
    CHECK(gate.breaker == BreakerState::kClosed);
    CHECK_FALSE(pass(gate, kRules, later + 1s));
  }
  SECTION("it was never heard of again") {
    CHECK_FALSE(pass(gate, kRules, later + kRules.probe_time));
    CHECK(gate.breaker == BreakerState::kHalfOpen);
  }
}

TEST_CASE("each failed probe doubles the rest, up to a minute") {
  Gate gate;
  fail_times(gate, 5, kStart);
  Timestamp now = kStart;
  for (const auto rest : {5s, 10s, 20s, 40s, 60s, 60s}) {
    CHECK(opens_at(gate, kRules) == now + rest);
    now += rest;
    REQUIRE_FALSE(pass(gate, kRules, now));
    report(gate, kRules, GateOutcome::kFailed, now);
  }
  now = opens_at(gate, kRules);
  REQUIRE_FALSE(pass(gate, kRules, now));
  report(gate, kRules, GateOutcome::kAnswered, now);
  fail_times(gate, 5, now);
  CHECK(opens_at(gate, kRules) == now + 5s);
}

TEST_CASE("late failures of requests from before do not lengthen an open breaker's rest") {
  Gate gate;
  fail_times(gate, 5, kStart);
  fail_times(gate, 3, kStart + 4s);
  CHECK(opens_at(gate, kRules) == kStart + 5s);
}

TEST_CASE("the words of the breaker's states lead back to them") {
  for (const auto state : domain::kAllBreakerStates) CHECK(domain::breaker_state_from(to_string(state)) == state);
  CHECK_FALSE(domain::breaker_state_from("ajar"));
}

TEST_CASE("those who would wait in vain get turns of their own, and pass when they come at them") {
  Gate gate;
  for (int i = 0; i < kRules.burst; ++i) REQUIRE_FALSE(pass(gate, kRules, kStart));
  std::vector<Timestamp> turns;
  for (int i = 0; i < 50; ++i) turns.push_back(book(gate, kRules, kStart));
  CHECK(turns.front() == kStart + kRules.spacing);
  for (std::size_t i = 1; i < turns.size(); ++i) CHECK(turns[i] - turns[i - 1] == kRules.spacing);
  for (const auto turn : turns) CHECK_FALSE(pass(gate, kRules, turn));
}

TEST_CASE("turns begin when a breaker opens again, and old ones are forgotten") {
  Gate gate;
  fail_times(gate, kRules.failures_to_open, kStart);
  CHECK(book(gate, kRules, kStart) == kStart + kRules.first_rest);
  CHECK(book(gate, kRules, kStart) == kStart + kRules.first_rest + kRules.spacing);
  CHECK(book(gate, kRules, kStart + 1h) == kStart + 1h);
}

TEST_CASE("there is something to spare while half of the burst is free and nothing is wrong") {
  Gate gate;
  for (int i = 0; i < kRules.burst / 2; ++i) {
    CHECK(has_spare(gate, kRules, kStart));
    REQUIRE_FALSE(pass(gate, kRules, kStart));
  }
  CHECK_FALSE(has_spare(gate, kRules, kStart));
  CHECK(has_spare(gate, kRules, kStart + kRules.spacing));
  Gate broken;
  fail_times(broken, kRules.failures_to_open, kStart);
  CHECK_FALSE(has_spare(broken, kRules, kStart + 1h));
}
