#include <catch2/catch.hpp>

#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_answers.h"
#include "adapters/postgres/postgres_provider_answers.h"
#include "database_fixtures.h"

using namespace std::chrono_literals;

namespace {

struct AnswersInMemory {
  static bool available() { return true; }

  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderAnswers answers{clock};
};

struct AnswersInPostgres {
  static bool available() { return contract::test_database_url().has_value(); }

  contract::TemporaryDatabase server;
  adapters::postgres::ConnectionPool pool{server.url(), 2};
  adapters::memory::ManualClock clock;
  adapters::postgres::PostgresProviderAnswers answers{pool, [this] { return clock.now(); }};
};

}  // namespace

TEMPLATE_TEST_CASE("an answer is found with its age, under its provider and question, until a week has passed", "",
                   AnswersInMemory, AnswersInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  CHECK_FALSE(on.answers.find("printful", "stock of 1 for US").value());
  REQUIRE(on.answers.keep("printful", "stock of 1 for US", "in stock"));
  on.clock.advance(90s);
  const auto found = on.answers.find("printful", "stock of 1 for US").value();
  REQUIRE(found);
  CHECK(found->text == "in stock");
  CHECK(found->age == 90s);
  CHECK_FALSE(on.answers.find("printify", "stock of 1 for US").value());
  CHECK_FALSE(on.answers.find("printful", "stock of 1 for DE").value());
  on.clock.advance(168h);
  CHECK_FALSE(on.answers.find("printful", "stock of 1 for US").value());
}

TEMPLATE_TEST_CASE("a newer answer takes the place of the one before", "", AnswersInMemory, AnswersInPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  REQUIRE(on.answers.keep("printful", "q", "old"));
  on.clock.advance(1h);
  REQUIRE(on.answers.keep("printful", "q", "new"));
  CHECK(on.answers.find("printful", "q").value()->text == "new");
  CHECK(on.answers.find("printful", "q").value()->age == 0ms);
}
