// Refunds and sealed stories in the database.
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <thread>

#include "app/orders/audit_history.h"
#include "database_fixtures.h"
#include "in_transaction.h"
#include "samples.h"

using contract::commit;
using contract::in_transaction;
using contract::kNow;
using contract::OnMemory;
using contract::OnPostgres;
using contract::uuid;
using domain::RefundState;
using namespace std::chrono_literals;

namespace {

std::string refusal(ports::Database& database, const std::function<void(ports::Transaction&)>& work) {
  const auto done = in_transaction(database, work);
  return done ? "" : done.error().cause;
}

// Order 11, of which 1000 was paid.
void insert_paid_order(ports::Transaction& tx) {
  tx.designs().insert(contract::complete_design(1));
  auto order = contract::new_order(11);
  order.paid_minor = 1000;
  order.payment_intent_id = "pi_11";
  tx.orders().insert(order);
}

domain::Refund refund(int number, std::int64_t amount) {
  return {uuid(number), {uuid(11)}, amount, "owner", "the \"buyer\" asked", RefundState::kRequested, {}, "", kNow, kNow};
}

std::int64_t refunded(ports::Database& database) {
  std::int64_t minor = -1;
  commit(database, [&](auto& tx) { minor = tx.orders().find({uuid(11)})->refunded_minor; });
  return minor;
}

domain::OrderHistoryEntry entry(domain::OrderState from, domain::OrderState to, const std::string& event) {
  return {{uuid(11)}, kNow, "stripe", from, to, event, "why: \"é\"\n"};
}

}  // namespace

TEMPLATE_TEST_CASE("refunds are read back exactly, and counted until they fail", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    insert_paid_order(tx);
    tx.refunds().insert(refund(1, 300));
    tx.refunds().insert(refund(2, 200));
    CHECK(tx.orders().find_by_payment_intent("pi_11")->id.value == uuid(11));
    CHECK_FALSE(tx.orders().find_by_payment_intent("pi_12"));
  });
  CHECK(refunded(on.database) == 500);
  auto changed = refund(1, 300);
  changed.state = RefundState::kFailed;
  changed.provider_id = "re_1";
  changed.failure = "expired_card";
  changed.changed_at = kNow + 1s;
  commit(on.database, [&](auto& tx) {
    tx.refunds().update(changed);
    CHECK(tx.refunds().find(uuid(1)) == changed);
    CHECK(tx.refunds().find_by_order({uuid(11)}) == std::vector{changed, refund(2, 200)});
    CHECK_FALSE(tx.refunds().find(uuid(99)));
    CHECK_FALSE(tx.refunds().find(""));
  });
  CHECK(refunded(on.database) == 200);
}

TEMPLATE_TEST_CASE("the database refuses a refund of more than was paid", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, insert_paid_order);
  CHECK(refusal(on.database, [](auto& tx) { tx.refunds().insert(refund(1, 1001)); }) == "orders_refund_check");
  CHECK(refusal(on.database, [](auto& tx) { tx.refunds().insert(refund(1, 0)); }) == "refunds_money_check");
  CHECK(refusal(on.database, [](auto& tx) { tx.refunds().insert(refund(1, 600)); }) == "");
  CHECK(refusal(on.database, [](auto& tx) { tx.refunds().insert(refund(2, 401)); }) == "orders_refund_check");
  CHECK(refusal(on.database, [](auto& tx) { tx.refunds().insert(refund(1, 1)); }) == "refunds_pkey");
  CHECK(refunded(on.database) == 600);
}

TEMPLATE_TEST_CASE("one refund of the payment service is stored once", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto one = refund(1, 100);
  auto other = refund(2, 100);
  one.provider_id = other.provider_id = "re_1";
  commit(on.database, [&](auto& tx) {
    insert_paid_order(tx);
    tx.refunds().insert(one);
  });
  CHECK(refusal(on.database, [&](auto& tx) { tx.refunds().insert(other); }) == "refunds_provider_unique");
}

TEMPLATE_TEST_CASE("refunds at once never sum up to more than was paid", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, insert_paid_order);
  std::vector<std::thread> threads;
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&, i] {
      while (refusal(on.database, [&](auto& tx) {
               tx.orders().find_for_update({uuid(11)});
               tx.refunds().insert(refund(i + 1, 300));
             }).find("timeout") != std::string::npos) {
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(refunded(on.database) == 900);
}

TEMPLATE_TEST_CASE("each entry of a story is numbered and sealed with the one before", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  using domain::OrderState;
  commit(on.database, [](auto& tx) {
    insert_paid_order(tx);
    tx.orders().append_history(entry(OrderState::kCreated, OrderState::kCreated, "placed"));
    tx.orders().append_history(entry(OrderState::kCreated, OrderState::kCreated, "flagged"));
  });
  commit(on.database, [](auto& tx) {
    const auto story = tx.orders().story({uuid(11)});
    REQUIRE(story.size() == 2);
    CHECK(story[1].entry == entry(OrderState::kCreated, OrderState::kCreated, "flagged"));
    CHECK(story[1].position == 2);
    CHECK(story[1] == domain::seal(story[0].seal, 2, story[1].entry));
  });
  const auto audit = app::audit_history(on.database);
  REQUIRE(audit);
  CHECK(audit->orders == 1);
  CHECK(audit->entries == 2);
  CHECK(audit->broken.empty());
}

TEST_CASE("a row changed behind the program's back is named by the audit") {
  SKIP_WITHOUT_POSTGRES();
  OnPostgres on;
  using domain::OrderState;
  commit(on.database, [](auto& tx) {
    insert_paid_order(tx);
    tx.orders().append_history(entry(OrderState::kCreated, OrderState::kCreated, "placed"));
  });
  const auto found_after = [&](const std::string& sql) {
    on.server.query(sql);
    const auto audit = app::audit_history(on.database);
    REQUIRE(audit);
    return audit->broken;
  };
  CHECK(found_after("SELECT 1").empty());
  CHECK(found_after("UPDATE order_history SET actor = 'nobody'").at(0).find("PP-11, entry 1 ") != std::string::npos);
  CHECK(found_after("UPDATE order_history SET actor = 'stripe'").empty());
  CHECK(found_after("UPDATE orders SET status = 'delivered'").size() == 1);
  CHECK(found_after("DELETE FROM order_history").at(0) == "order PP-11 has no story");
}

TEST_CASE("stories from before there were seals are sealed by the migration as the program would") {
  SKIP_WITHOUT_POSTGRES();
  contract::TemporaryDatabase server(contract::TemporaryDatabase::Content::kEmpty);
  const auto older = std::filesystem::temp_directory_path() / ("older-" + std::to_string(getpid()));
  std::filesystem::create_directory(older);
  for (const auto& file : std::filesystem::directory_iterator(contract::migrations_dir())) {
    if (file.path().filename().string() < "0006") std::filesystem::copy(file.path(), older);
  }
  const auto migrated = adapters::postgres::migrate(server.url(), older);
  std::filesystem::remove_all(older);
  REQUIRE(migrated);
  server.query(
      "INSERT INTO orders (id, number, cart_id, cart_fingerprint, status, subtotal_cents, shipping_cents, total_cents, "
      "payment_intent_id) VALUES ('" + uuid(11) + "', 'PP-11', 'c', 'f', 'paid', 100, 0, 100, 'pi_1')");
  server.query(
      "INSERT INTO order_history (order_id, at, actor, from_state, to_state, event, reason) VALUES "
      "('" + uuid(11) + "', '2026-11-22 09:30:00.123Z', 'customer', 'created', 'created', 'placed', E'cart \"é\"\\n'), "
      "('" + uuid(11) + "', '2026-11-22 09:31:00Z', 'stripe', 'created', 'paid', 'payment_received', '')");
  REQUIRE(adapters::postgres::migrate(server.url(), contract::migrations_dir()));
  adapters::postgres::ConnectionPool pool(server.url(), 1);
  adapters::postgres::PostgresDatabase database(pool);
  const auto audit = app::audit_history(database);
  REQUIRE(audit);
  CHECK(audit->entries == 2);
  CHECK(audit->broken == std::vector<std::string>{});
  commit(database, [](auto& tx) { CHECK(tx.orders().find({uuid(11)})->paid_minor == 100); });
}
