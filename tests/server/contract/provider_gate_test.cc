#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_gate.h"
#include "adapters/postgres/postgres_provider_gate.h"
#include "database_fixtures.h"

using domain::GateOutcome;
using domain::kPrintfulRules;
using namespace std::chrono_literals;

namespace {

struct GateInMemory {
  static bool available() { return true; }

  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderGate store{clock};
  ports::ProviderGate& gate = store;
  ports::ProviderGate& elsewhere = store;
};

// Two servers, each with its own connections, on one database.
struct GateInPostgres {
  static bool available() { return contract::test_database_url().has_value(); }

  contract::TemporaryDatabase server;
  adapters::postgres::ConnectionPool pool{server.url(), 4};
  adapters::postgres::ConnectionPool other_pool{server.url(), 4};
  adapters::memory::ManualClock clock;
  adapters::postgres::PostgresProviderGate here{pool, kPrintfulRules, [this] { return clock.now(); }};
  adapters::postgres::PostgresProviderGate there{other_pool, kPrintfulRules, [this] { return clock.now(); }};
  ports::ProviderGate& gate = here;
  ports::ProviderGate& elsewhere = there;
};

bool passes(ports::ProviderGate& gate) {
  const auto wait = gate.pass("printful");
  REQUIRE(wait);
  return !*wait;
}

void fail_times(ports::ProviderGate& gate, int times) {
  for (int i = 0; i < times; ++i) REQUIRE(gate.report("printful", GateOutcome::kFailed));
}

}  // namespace

TEMPLATE_TEST_CASE("all servers and workers together pass no more than the rules allow", "", GateInMemory, GateInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  std::atomic<int> passed = 0;
  std::atomic<int> errors = 0;
  const auto ask = [&](ports::ProviderGate& gate) {
    for (int i = 0; i < 6; ++i) {
      const auto wait = gate.pass("printful");
      if (!wait) ++errors;
      if (wait && !*wait) ++passed;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&, i] { ask(i % 2 == 0 ? on.gate : on.elsewhere); });
  for (auto& thread : threads) thread.join();
  CHECK(errors == 0);
  CHECK(passed == kPrintfulRules.burst);
  CHECK(on.elsewhere.wait_time("printful") == kPrintfulRules.spacing);
  on.clock.advance(kPrintfulRules.spacing);
  CHECK(passes(on.elsewhere));
  CHECK_FALSE(passes(on.gate));
}

TEMPLATE_TEST_CASE("of all that wait for an open breaker one probes, and its answer lets the others in", "", GateInMemory,
                   GateInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  fail_times(on.gate, kPrintfulRules.failures_to_open);
  CHECK_FALSE(passes(on.elsewhere));
  on.clock.advance(kPrintfulRules.first_rest);
  std::atomic<int> probes = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto wait = on.elsewhere.pass("printful");
      if (wait && !*wait) ++probes;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(probes == 1);
  REQUIRE(on.elsewhere.report("printful", GateOutcome::kAnswered));
  CHECK(passes(on.gate));
  CHECK(on.gate.wait_time("printful") == 0ms);
}

TEMPLATE_TEST_CASE("what one server is told holds for all, and for that provider only", "", GateInMemory, GateInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  REQUIRE(on.gate.report("printful", GateOutcome::kShut, 60s));
  const auto wait = on.elsewhere.pass("printful");
  REQUIRE((wait && *wait));
  CHECK(**wait == 60s);
  const auto other = on.elsewhere.pass("printify");
  REQUIRE(other);
  CHECK_FALSE(*other);
  on.clock.advance(60s);
  CHECK(passes(on.elsewhere));
}

TEST_CASE("without its database the gate lets nobody through") {
  adapters::postgres::ConnectionPool nowhere("postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1", 1);
  adapters::postgres::PostgresProviderGate gate(nowhere);
  const auto wait = gate.pass("printful");
  REQUIRE_FALSE(wait);
  CHECK(wait.error().code == base::ErrorCode::kUnavailable);
}

TEST_CASE("the gate's own clock is the database's") {
  SKIP_UNLESS_AVAILABLE(contract::OnPostgres);
  contract::OnPostgres on;
  adapters::postgres::PostgresProviderGate gate(on.pool);
  REQUIRE(gate.report("printful", GateOutcome::kShut, std::chrono::hours{1}));
  const auto wait = gate.wait_time("printful");
  REQUIRE(wait);
  CHECK(*wait > 50min);
  CHECK(*wait <= 1h);
}

TEMPLATE_TEST_CASE("no two servers are given the same turn", "", GateInMemory, GateInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  for (int i = 0; i < kPrintfulRules.burst; ++i) REQUIRE(passes(on.gate));
  CHECK(on.gate.book("printful") == kPrintfulRules.spacing);
  CHECK(on.elsewhere.book("printful") == 2 * kPrintfulRules.spacing);
  CHECK(on.gate.book("printful") == 3 * kPrintfulRules.spacing);
  CHECK(on.gate.book("printify") == 0ms);
}

TEMPLATE_TEST_CASE("what is left to spare is known to all servers", "", GateInMemory, GateInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  CHECK(on.gate.has_spare("printful").value());
  for (int i = 0; i < kPrintfulRules.burst; ++i) REQUIRE(passes(on.gate));
  CHECK_FALSE(on.elsewhere.has_spare("printful").value());
  CHECK(on.elsewhere.has_spare("printify").value());
}
