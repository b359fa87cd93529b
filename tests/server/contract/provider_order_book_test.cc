#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_order_book.h"
#include "adapters/postgres/postgres_provider_order_book.h"
#include "database_fixtures.h"

using namespace std::chrono_literals;

namespace {

struct BookInMemory {
  static bool available() { return true; }

  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderOrderBook book{clock};
};

struct BookInPostgres {
  static bool available() { return contract::test_database_url().has_value(); }

  contract::TemporaryDatabase server;
  adapters::postgres::ConnectionPool pool{server.url(), 4};
  adapters::memory::ManualClock clock;
  adapters::postgres::PostgresProviderOrderBook book{pool, [this] { return clock.now(); }};
};

}  // namespace

TEMPLATE_TEST_CASE("a create is written down before its answer is known, and its id after", "", BookInMemory, BookInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  CHECK_FALSE(*on.book.find("printify", "a"));
  REQUIRE(*on.book.begin("printify", "a", 2min));
  const auto asked = *on.book.find("printify", "a");
  REQUIRE(asked);
  CHECK(asked->provider_order_id.empty());
  CHECK(asked->asked_at == on.clock.now());
  REQUIRE(on.book.keep("printify", "a", "order-1"));
  REQUIRE(on.book.keep("printify", "a", "order-2"));
  CHECK((*on.book.find("printify", "a"))->provider_order_id == "order-1");
  CHECK_FALSE(*on.book.find("another", "a"));
}

TEMPLATE_TEST_CASE("nobody creates a second time before the first try has settled, and one only after", "", BookInMemory,
                   BookInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  REQUIRE(*on.book.begin("printify", "a", 2min));
  on.clock.advance(2min - 1ms);
  CHECK_FALSE(*on.book.begin("printify", "a", 2min));
  on.clock.advance(1ms);
  std::atomic<int> allowed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto mine = on.book.begin("printify", "a", 2min);
      if (mine && *mine) ++allowed;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(allowed == 1);
}

TEMPLATE_TEST_CASE("what is known by its id is never created again", "", BookInMemory, BookInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  REQUIRE(*on.book.begin("printify", "a", 2min));
  REQUIRE(on.book.keep("printify", "a", "order-1"));
  REQUIRE(on.book.withdraw("printify", "a"));
  on.clock.advance(24h);
  CHECK_FALSE(*on.book.begin("printify", "a", 2min));
  CHECK((*on.book.find("printify", "a"))->provider_order_id == "order-1");
}

TEMPLATE_TEST_CASE("an order that the provider no longer knows is released once, by its own id, and only after it must have shown", "",
                   BookInMemory, BookInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  REQUIRE(*on.book.begin("printify", "a", 2min));
  CHECK_FALSE(*on.book.release("printify", "a", "order-1", 10min));
  REQUIRE(on.book.keep("printify", "a", "order-1"));
  on.clock.advance(10min - 1ms);
  CHECK_FALSE(*on.book.release("printify", "a", "order-1", 10min));
  on.clock.advance(1ms);
  CHECK_FALSE(*on.book.release("printify", "a", "order-2", 10min));
  CHECK(*on.book.release("printify", "a", "order-1", 10min));
  CHECK_FALSE(*on.book.find("printify", "a"));
  CHECK_FALSE(*on.book.release("printify", "a", "order-1", 10min));
  REQUIRE(*on.book.begin("printify", "a", 2min));
  CHECK_FALSE(*on.book.begin("printify", "a", 2min));
}

TEMPLATE_TEST_CASE("a try without effect is withdrawn, and the next may go at once", "", BookInMemory, BookInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  REQUIRE(*on.book.begin("printify", "a", 2min));
  REQUIRE(on.book.withdraw("printify", "a"));
  CHECK(*on.book.begin("printify", "a", 2min));
}
