// What only the real database has: migrations, its CHECKs, and a server that goes away.
#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
#include <set>
#include <thread>

#include "adapters/postgres/connection_string.h"
#include "database_fixtures.h"
#include "domain/provider_gate.h"
#include "samples.h"

using contract::kNow;
using contract::OnPostgres;
using contract::TemporaryDatabase;
using contract::uuid;
using namespace std::chrono_literals;

// libpqxx 6.4 forgets the answer it holds when it finds the connection broken: 2 KB per lost connection, not ours.
extern "C" const char* __lsan_default_suppressions() { return "leak:PQmakeEmptyPGresult\n"; }

namespace {

// The words of `CHECK (column = ANY (ARRAY['a'::text, ...]))`.
std::set<std::string> words_of_check(const TemporaryDatabase& database, const std::string& constraint) {
  const auto rows = database.query("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '" + constraint + "'");
  REQUIRE(rows.size() == 1);
  const std::string definition = rows[0][0].as<std::string>();
  static const std::regex kWord("'([a-z_]+)'");
  std::set<std::string> words;
  for (std::sregex_iterator at(definition.begin(), definition.end(), kWord), end; at != end; ++at) words.insert((*at)[1]);
  return words;
}

// A copy of the migrations that a test may change; removed at the end.
struct MigrationsCopy {
  std::filesystem::path folder;

  MigrationsCopy() {
    std::string name = (std::filesystem::temp_directory_path() / "migrations-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder = name;
    std::filesystem::copy(contract::migrations_dir(), folder);
  }
  ~MigrationsCopy() { std::filesystem::remove_all(folder); }
  void append(const std::string& name, const std::string& sql) const { std::ofstream(folder / name, std::ios::app) << sql; }
};

}  // namespace

TEST_CASE("every CHECK lists exactly the domain's words") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database;
  std::set<std::string> order_states;
  for (const auto state : domain::kAllOrderStates) order_states.emplace(to_string(state));
  std::set<std::string> order_events(domain::kOrderNotes.begin(), domain::kOrderNotes.end());
  for (const auto& transition : domain::order_transitions()) order_events.emplace(to_string(transition.event));

  std::set<std::string> job_states;
  for (const auto state : domain::kAllJobStates) job_states.emplace(to_string(state));
  std::set<std::string> discard_reasons;
  for (const auto reason : domain::kAllDiscardReasons) discard_reasons.emplace(to_string(reason));
  CHECK(words_of_check(database, "jobs_state_check") == job_states);
  CHECK(words_of_check(database, "jobs_discard_reason_check") == discard_reasons);
  CHECK(words_of_check(database, "orders_status_check") == order_states);
  CHECK(words_of_check(database, "order_history_from_state_check") == order_states);
  CHECK(words_of_check(database, "order_history_to_state_check") == order_states);
  CHECK(words_of_check(database, "order_history_event_check") == order_events);
  std::set<std::string> redemption_states;
  for (const auto state : domain::kAllRedemptionStates) redemption_states.emplace(to_string(state));
  CHECK(words_of_check(database, "promotion_redemptions_state_check") == redemption_states);
  std::set<std::string> refund_states;
  for (const auto state : domain::kAllRefundStates) refund_states.emplace(to_string(state));
  CHECK(words_of_check(database, "refunds_state_check") == refund_states);
  std::set<std::string> payment_states;
  for (const auto state : domain::kAllPaymentStates) payment_states.emplace(to_string(state));
  CHECK(words_of_check(database, "orders_payment_state_check") == payment_states);
  std::set<std::string> fulfillment_states;
  for (const auto state : domain::kAllFulfillmentStates) fulfillment_states.emplace(to_string(state));
  CHECK(words_of_check(database, "fulfillments_state_check") == fulfillment_states);
  std::set<std::string> breaker_states;
  for (const auto state : domain::kAllBreakerStates) breaker_states.emplace(to_string(state));
  CHECK(words_of_check(database, "provider_gates_breaker_check") == breaker_states);
  using domain::DesignStatus;
  std::set<std::string> statuses;
  for (const auto status : {DesignStatus::kPending, DesignStatus::kComplete, DesignStatus::kRejected}) statuses.emplace(to_string(status));
  CHECK(words_of_check(database, "pet_images_status_check") == statuses);
  std::set<std::string> mails;
  for (const auto kind : domain::kAllMailKinds) mails.emplace(to_string(kind));
  CHECK(words_of_check(database, "mails_kind_check") == mails);
  std::set<std::string> languages;
  for (const auto language : domain::kLanguages) languages.emplace(to_string(language));
  CHECK(words_of_check(database, "orders_language_check") == languages);
  std::set<std::string> mail_states;
  for (const auto state : domain::kAllMailStates) mail_states.emplace(to_string(state));
  CHECK(words_of_check(database, "mails_state_check") == mail_states);
  std::set<std::string> deletion_states;
  for (const auto state : domain::kAllDeletionStates) deletion_states.emplace(to_string(state));
  CHECK(words_of_check(database, "deletion_requests_state_check") == deletion_states);
}

TEST_CASE("the tables have the columns and defaults that the shop's owner named") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database;
  const std::map<std::string, std::vector<std::string>> named = {
      {"users", {"id", "email", "created_at"}},
      {"pet_images", {"id", "user_email", "orig_key", "processed_key", "status", "created_at"}},
      {"products", {"id", "name", "sku", "price_cents", "variants"}},
      {"orders", {"id", "user_email", "stripe_session_id", "status", "total_cents", "created_at", "shipped_at", "tracking_number"}},
      {"order_items", {"id", "order_id", "product_id", "pet_image_id", "quantity"}}};
  for (const auto& [table, columns] : named) {
    std::set<std::string> present;
    for (const auto& row : database.query("SELECT column_name FROM information_schema.columns WHERE table_name = '" + table + "'")) {
      present.insert(row[0].as<std::string>());
    }
    for (const auto& column : columns) {
      INFO(table << "." << column);
      CHECK(present.contains(column));
    }
  }
  const auto default_of = [&](const std::string& table) {
    return database.query("SELECT column_default FROM information_schema.columns WHERE column_name = 'status' AND table_name = '" + table + "'")[0][0].as<std::string>();
  };
  CHECK(default_of("pet_images") == "'pending'::text");
  CHECK(default_of("orders") == "'created'::text");
  CHECK(database.query("SELECT data_type FROM information_schema.columns WHERE column_name = 'variants'")[0][0].as<std::string>() == "jsonb");
}

TEST_CASE("each shop gets its own key for signing links") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase one;
  TemporaryDatabase other;
  const auto key = [](const TemporaryDatabase& database) {
    return database.query("SELECT encode(key, 'hex') FROM signing_keys")[0][0].as<std::string>();
  };
  CHECK(key(one).size() == 64);
  CHECK(key(one) != key(other));
}

TEST_CASE("migrating twice changes nothing the second time") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database(TemporaryDatabase::Content::kEmpty);
  const auto first = adapters::postgres::migrate(database.url(), contract::migrations_dir());
  REQUIRE(first);
  CHECK(first->size() >= 3);
  CHECK(first->front() == "0001_create_shop.sql");
  const auto second = adapters::postgres::migrate(database.url(), contract::migrations_dir());
  REQUIRE(second);
  CHECK(second->empty());
}

TEST_CASE("migrators that start together do the work once") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database(TemporaryDatabase::Content::kEmpty);
  std::vector<base::Result<std::vector<std::string>>> outcomes(4);
  std::vector<std::thread> threads;
  for (auto& outcome : outcomes) {
    threads.emplace_back([&] { outcome = adapters::postgres::migrate(database.url(), contract::migrations_dir()); });
  }
  for (auto& thread : threads) thread.join();
  int worked = 0;
  for (const auto& outcome : outcomes) {
    REQUIRE(outcome);
    worked += outcome->empty() ? 0 : 1;
  }
  CHECK(worked == 1);
}

TEST_CASE("a migration that was changed after it was applied is refused") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database;
  MigrationsCopy copy;
  copy.append("0001_create_shop.sql", "-- afterthought\n");
  const auto refused = adapters::postgres::migrate(database.url(), copy.folder);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == base::ErrorCode::kConflict);
  CHECK(refused.error().public_message.find("0001_create_shop.sql") != std::string::npos);
}

TEST_CASE("a migration that sorts before an applied one is refused") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database;
  MigrationsCopy copy;
  copy.append("0000_too_late.sql", "SELECT 1;");
  CHECK(adapters::postgres::migrate(database.url(), copy.folder).error().code == base::ErrorCode::kConflict);
}

TEST_CASE("a migration that fails leaves nothing behind and can be put right") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase database;
  MigrationsCopy copy;
  copy.append("9000_add_thing.sql", "CREATE TABLE thing (id int);\nINSERT INTO nowhere VALUES (1);\n");
  const auto failed = adapters::postgres::migrate(database.url(), copy.folder);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().public_message.find("9000_add_thing.sql") != std::string::npos);
  CHECK(database.query("SELECT to_regclass('thing') IS NULL")[0][0].as<bool>());

  std::filesystem::remove(copy.folder / "9000_add_thing.sql");
  copy.append("9000_add_thing.sql", "CREATE TABLE thing (id int);\n");
  CHECK(adapters::postgres::migrate(database.url(), copy.folder) == std::vector<std::string>{"9000_add_thing.sql"});
}

TEST_CASE("no migrations, or no database, is told as an error") {
  CHECK(adapters::postgres::migrate("postgresql:///x", "/nonexistent").error().code == base::ErrorCode::kInvalidInput);
  CHECK(adapters::postgres::migrate("postgresql://nobody@/x?host=/nonexistent", contract::migrations_dir()).error().code ==
        base::ErrorCode::kUnavailable);
}

TEST_CASE("after the server closed every connection the next call succeeds") {
  SKIP_WITHOUT_POSTGRES();
  OnPostgres on;
  REQUIRE(on.database.ping());
  for (int round = 0; round < 3; ++round) {
    on.server.close_all_connections();
    CHECK(on.database.ping());
    CHECK(on.queue.depth());
  }
}

TEST_CASE("a connection that dies in the middle of the work costs a second run, not an error") {
  SKIP_WITHOUT_POSTGRES();
  OnPostgres on;
  int runs = 0;
  const auto done = on.database.transact([&](ports::Transaction& tx) -> base::Result<void> {
    tx.jobs().enqueue({"design.render", "x", kNow});
    if (++runs == 1) on.server.close_all_connections();
    tx.designs().insert(contract::pending_design(1));
    return {};
  });
  CHECK(done);
  CHECK(runs == 2);
  CHECK(on.queue.depth()->at("design.render/available") == 1);
  CHECK(on.bell.rung().size() == 1);
}

TEST_CASE("a connection that dies before the commit gives unavailable and leaves nothing, or is done whole") {
  SKIP_WITHOUT_POSTGRES();
  OnPostgres on;
  const auto done = on.database.transact([&](ports::Transaction& tx) -> base::Result<void> {
    tx.designs().insert(contract::pending_design(1));
    on.server.close_all_connections();
    return {};
  });
  if (!done) CHECK(done.error().code == base::ErrorCode::kUnavailable);
  const auto stored = on.server.query("SELECT count(*) FROM pet_images")[0][0].as<int>();
  CHECK(stored == (done ? 1 : 0));
}

TEST_CASE("while the server is away every call answers unavailable") {
  adapters::postgres::ConnectionPool pool("postgresql://nobody@/x?host=/nonexistent", 2);
  adapters::postgres::PostgresDatabase database(pool);
  adapters::postgres::PostgresJobQueue queue(pool);
  for (int i = 0; i < 5; ++i) CHECK(database.ping().error().code == base::ErrorCode::kUnavailable);
  CHECK(queue.claim("w", kNow, 1s).error().code == base::ErrorCode::kUnavailable);
}

TEST_CASE("a deadlock between two transactions ends with both done") {
  SKIP_WITHOUT_POSTGRES();
  OnPostgres on;
  REQUIRE(on.database.transact([](ports::Transaction& tx) -> base::Result<void> {
    tx.designs().insert(contract::pending_design(1));
    tx.designs().insert(contract::pending_design(2));
    return {};
  }));
  std::atomic<int> runs = 0;
  const auto lock_both = [&](int first, int second) {
    return on.database.transact([&, first, second](ports::Transaction& tx) -> base::Result<void> {
      const bool first_run = ++runs <= 2;
      tx.designs().find_for_update({uuid(first)});
      if (first_run) std::this_thread::sleep_for(300ms);
      tx.designs().find_for_update({uuid(second)});
      return {};
    });
  };
  base::Result<void> one;
  base::Result<void> two;
  std::thread a([&] { one = lock_both(1, 2); });
  std::thread b([&] { two = lock_both(2, 1); });
  a.join();
  b.join();
  CHECK(one);
  CHECK(two);
  CHECK(runs >= 3);
}

TEST_CASE("a pool whose connections are all in use answers unavailable after its patience") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase server;
  adapters::postgres::ConnectionPool pool(server.url(), 1, 100ms);
  adapters::postgres::PostgresDatabase database(pool);
  const auto outer = database.transact([&](ports::Transaction&) -> base::Result<void> { return database.ping(); });
  REQUIRE_FALSE(outer);
  CHECK(outer.error().code == base::ErrorCode::kUnavailable);
  CHECK(database.ping());
}

TEST_CASE("more threads than connections all get their turn") {
  SKIP_WITHOUT_POSTGRES();
  TemporaryDatabase server;
  adapters::postgres::ConnectionPool pool(server.url(), 3);
  adapters::postgres::PostgresDatabase database(pool);
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) done += database.ping() ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(done == 240);
}

TEST_CASE("text that the database cannot hold is invalid input, never cut short") {
  SKIP_WITHOUT_POSTGRES();
  OnPostgres on;
  for (const auto& text : {std::string("PP\0X", 4), std::string("PP\xff")}) {
    const auto found = on.database.transact([&](ports::Transaction& tx) -> base::Result<void> {
      tx.orders().find_by_number(text);
      return {};
    });
    CHECK(found.error().code == base::ErrorCode::kInvalidInput);
  }
  CHECK(on.database.ping());
}

TEST_CASE("session settings are merged into both forms of a database address") {
  using adapters::postgres::with_session_settings;
  const auto uri = with_session_settings("postgresql:///shop?host=/run/pg", {.statement_timeout_ms = 7});
  CHECK(uri.starts_with("postgresql:///shop?host=/run/pg&connect_timeout=5&"));
  CHECK(uri.find("statement_timeout%3D7%20") != std::string::npos);
  CHECK(with_session_settings("postgres://h/shop", {}).starts_with("postgres://h/shop?connect_timeout=5&"));
  const auto pairs = with_session_settings("host=/run/pg dbname=shop connect_timeout=9", {});
  CHECK(pairs.starts_with("host=/run/pg dbname=shop connect_timeout=9 application_name='picasso_pet' options='-c "));
}
