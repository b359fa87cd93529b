#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "database_fixtures.h"
#include "in_transaction.h"
#include "samples.h"

using contract::commit;
using contract::kNow;
using contract::OnMemory;
using contract::OnPostgres;
using contract::uuid;
using namespace std::chrono_literals;

namespace {

using Done = base::Result<void>;

template <class Work>
base::Error failure_of(ports::Database& database, Work&& work) {
  const auto done = contract::in_transaction(database, work);
  REQUIRE_FALSE(done.has_value());
  return done.error();
}

}  // namespace

TEMPLATE_TEST_CASE("what a transaction did is there after its commit, and gone after its error", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) { tx.designs().insert(contract::pending_design(1)); });
  const auto undone = on.database.transact([](ports::Transaction& tx) -> Done {
    tx.designs().insert(contract::pending_design(2));
    REQUIRE(tx.designs().find({uuid(2)}));
    return base::fail(base::ErrorCode::kForbidden, "no");
  });
  REQUIRE(undone.error().code == base::ErrorCode::kForbidden);
  commit(on.database, [](auto& tx) {
    CHECK(tx.designs().find({uuid(1)}));
    CHECK_FALSE(tx.designs().find({uuid(2)}));
  });
}

TEMPLATE_TEST_CASE("an exception in the work rolls back and becomes an internal error", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto error = failure_of(on.database, [](auto& tx) {
    tx.designs().insert(contract::pending_design(1));
    throw std::runtime_error("a mistake");
  });
  CHECK(error.code == base::ErrorCode::kInternal);
  commit(on.database, [](auto& tx) { CHECK_FALSE(tx.designs().find({uuid(1)})); });
}

TEMPLATE_TEST_CASE("designs are read back exactly as they were written", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto rejected = contract::pending_design(3);
  rejected.status = domain::DesignStatus::kRejected;
  rejected.rejection_reason = "This photo is too small.";
  for (const auto& design : {contract::pending_design(1), contract::complete_design(2), rejected}) {
    commit(on.database, [&](auto& tx) { tx.designs().insert(design); });
    commit(on.database, [&](auto& tx) {
      CHECK(tx.designs().find(design.id) == design);
      CHECK(tx.designs().find_for_update(design.id) == design);
    });
  }
  auto changed = contract::complete_design(1);
  commit(on.database, [&](auto& tx) { tx.designs().update(changed); });
  commit(on.database, [&](auto& tx) { CHECK(tx.designs().find(changed.id) == changed); });
}

TEMPLATE_TEST_CASE("an order with everything set, and one with nothing set, are read back exactly", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto full = contract::full_order(11);
  const auto bare = contract::new_order(12);
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(full);
    tx.orders().insert(bare);
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.orders().find(full.id) == full);
    CHECK(tx.orders().find_for_update(full.id) == full);
    CHECK(tx.orders().find_by_number("PP-11") == full);
    CHECK(tx.orders().find_by_session("cs_11") == full);
    CHECK(tx.orders().find(bare.id) == bare);
    CHECK_FALSE(tx.orders().find({uuid(99)}));
    CHECK_FALSE(tx.orders().find({"not a uuid"}));
    CHECK_FALSE(tx.orders().find_by_number("PP-99"));
  });
}

TEMPLATE_TEST_CASE("updating an order changes everything but its lines and its birth", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(contract::new_order(11));
  });
  auto changed = contract::full_order(11);
  changed.created_at += 1h;
  commit(on.database, [&](auto& tx) { tx.orders().update(changed); });
  changed.lines = contract::new_order(11).lines;
  changed.created_at = contract::new_order(11).created_at;
  commit(on.database, [&](auto& tx) { CHECK(tx.orders().find(changed.id) == changed); });
}

TEMPLATE_TEST_CASE("updating what was never stored is an internal error", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  using base::ErrorCode;
  CHECK(failure_of(on.database, [](auto& tx) { tx.orders().update(contract::new_order(1)); }).code == ErrorCode::kInternal);
  CHECK(failure_of(on.database, [](auto& tx) { tx.designs().update(contract::pending_design(1)); }).code == ErrorCode::kInternal);
  CHECK(failure_of(on.database, [](auto& tx) { tx.inbox().mark_processed("stripe", "x", kNow); }).code == ErrorCode::kInternal);
}

TEMPLATE_TEST_CASE("the orders of a cart come oldest first", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    for (const int number : {23, 22, 21}) {
      auto order = contract::new_order(number);
      order.cart_id = "cart";
      order.state = number == 21 ? domain::OrderState::kCreated : domain::OrderState::kExpired;
      order.cart_fingerprint = "items#" + std::to_string(number);
      order.created_at = kNow + std::chrono::seconds(number == 22 ? -5 : 0);
      tx.orders().insert(order);
    }
  });
  commit(on.database, [](auto& tx) {
    std::vector<std::string> numbers;
    for (const auto& order : tx.orders().find_by_cart("cart")) numbers.push_back(order.number);
    CHECK(numbers == std::vector<std::string>{"PP-22", "PP-23", "PP-21"});
  });
}

TEMPLATE_TEST_CASE("every uniqueness rule is a conflict with the rule's name", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.designs().insert(contract::complete_design(2));
    tx.designs().insert_print_file(contract::print_file(1, "tee", "token-1"));
    tx.orders().insert(contract::full_order(11));
    tx.orders().save_fulfillment({{uuid(11)}, "printful", "ext-11", "", "", kNow});
    tx.orders().insert(contract::new_order(12));
    tx.mails().insert({uuid(50), {uuid(11)}, domain::MailKind::kConfirmation, ""});
  });
  const auto violated = [&](const std::string& rule, const std::function<void(ports::Transaction&)>& work) {
    INFO(rule);
    const auto error = failure_of(on.database, work);
    CHECK(error.code == base::ErrorCode::kConflict);
    CHECK(error.cause == rule);
  };
  const auto inserting = [](const std::function<void(domain::Order&)>& change) {
    return [change](ports::Transaction& tx) {
      auto order = contract::new_order(13);
      change(order);
      tx.orders().insert(order);
    };
  };
  violated("pet_images_pkey", [](auto& tx) { tx.designs().insert(contract::pending_design(1)); });
  violated("print_files_token_unique",
           [](auto& tx) { tx.designs().insert_print_file(contract::print_file(2, "tee", "token-1")); });
  violated("orders_pkey", inserting([](auto& order) { order.id = {uuid(11)}; }));
  violated("orders_number_unique", inserting([](auto& order) { order.number = "PP-11"; }));
  violated("orders_stripe_session_unique", inserting([](auto& order) { order.stripe_session_id = "cs_11"; }));
  violated("orders_cart_unique", inserting([](auto& order) {
             order.cart_id = "cart-11";
             order.state = domain::OrderState::kExpired;
           }));
  violated("orders_cart_open_unique", [](ports::Transaction& tx) {
    for (const int number : {13, 14}) {
      auto order = contract::new_order(number);
      order.cart_id = "two versions at once";
      order.cart_fingerprint = "version " + std::to_string(number);
      order.state = domain::OrderState::kCreated;
      tx.orders().insert(order);
    }
  });
  violated("order_items_pkey", inserting([](auto& order) { order.lines[0].id = uuid(1100); }));
  violated("fulfillments_external_id_unique",
           [](auto& tx) { tx.orders().save_fulfillment({{uuid(12)}, "printful", "ext-11", "", "", kNow}); });
  violated("mails_pkey",
           [](auto& tx) { tx.mails().insert({uuid(50), {uuid(12)}, domain::MailKind::kConfirmation, ""}); });
}

TEMPLATE_TEST_CASE("references and amounts that cannot be are conflicts with the rule's name", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) { tx.designs().insert(contract::complete_design(1)); });
  const auto violated = [&](const std::string& rule, const std::function<void(domain::Order&)>& change) {
    INFO(rule);
    auto order = contract::new_order(13);
    change(order);
    const auto error = failure_of(on.database, [&](auto& tx) { tx.orders().insert(order); });
    CHECK(error.code == base::ErrorCode::kConflict);
    CHECK(error.cause == rule);
  };
  violated("order_items_pet_image_fkey", [](auto& order) { order.lines[0].design_id = {uuid(404)}; });
  violated("order_items_product_fkey", [](auto& order) { order.lines[0].product_id = 404; });
  violated("order_items_quantity_check", [](auto& order) { order.lines[0].quantity = 0; });
  violated("order_items_quantity_check", [](auto& order) { order.lines[0].quantity = 1001; });
  violated("order_items_money_check", [](auto& order) { order.lines[0].unit_price_minor = -1; });
  violated("orders_total_check", [](auto& order) { order.total_minor = 1; });
  violated("orders_money_check", [](auto& order) {
    order.shipping_minor = -1;
    order.total_minor = order.subtotal_minor - 1;
  });
  const auto incomplete = failure_of(on.database, [](auto& tx) {
    auto design = contract::pending_design(2);
    design.status = domain::DesignStatus::kComplete;
    tx.designs().insert(design);
  });
  CHECK(incomplete.cause == "pet_images_complete_check");
}

TEMPLATE_TEST_CASE("a print file may be of before its sharpness was kept, but none has nothing of the pet", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto old = contract::print_file(1, "tee", "token-1");
  old.pet_dpi.reset();
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    CHECK(tx.designs().insert_print_file(old) == old);
  });
  auto empty = contract::print_file(1, "hat", "token-2");
  empty.pet_dpi = 0;
  CHECK(failure_of(on.database, [&](auto& tx) { tx.designs().insert_print_file(empty); }).cause == "print_files_pet_dpi_check");
}

TEMPLATE_TEST_CASE("the first print file of a design and spec stays", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto first = contract::print_file(1, "tee", "token-1");
  const auto second = contract::print_file(1, "tee", "token-2");
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    CHECK(tx.designs().insert_print_file(first) == first);
    CHECK(tx.designs().insert_print_file(second) == first);
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.designs().find_print_file({uuid(1)}, "tee") == first);
    CHECK(tx.designs().find_print_file_by_token("token-1") == first);
    CHECK_FALSE(tx.designs().find_print_file_by_token("token-2"));
    CHECK_FALSE(tx.designs().find_print_file({uuid(1)}, "hat"));
  });
}

TEMPLATE_TEST_CASE("history, fulfillment and shipments hang on their order", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const domain::OrderId id{uuid(11)};
  const domain::OrderHistoryEntry placed{id, kNow, "customer", domain::OrderState::kCreated, domain::OrderState::kCreated, "placed", ""};
  const domain::OrderHistoryEntry paid{id, kNow - 1s, "stripe", domain::OrderState::kCreated, domain::OrderState::kPaid, "payment_received", "a reason"};
  const domain::Shipment late{id, "p2", "USPS", "T2", "https://t/2", kNow + 1h, {}};
  const domain::Shipment early{id, "p1", "DHL", "T1", "https://t/1", kNow, kNow + 3h, kNow + 4h, true,
                               {{uuid(1100), 2}}};
  const domain::Fulfillment sent{id, "printful", "ext", "", "", kNow};
  const domain::Fulfillment accepted{id, "printful", "ext", "1001", "onhold", kNow + 5s,
                                     domain::FulfillmentState::kOnHold, "the artwork's colour", 7};
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(contract::new_order(11));
    CHECK_FALSE(tx.orders().find_fulfillment(id));
    tx.orders().append_history(placed);
    tx.orders().append_history(paid);
    tx.orders().save_fulfillment(sent);
    tx.orders().save_fulfillment(accepted);
    CHECK(tx.orders().save_shipment({id, "p2", "", "", "", kNow, {}}));
    CHECK_FALSE(tx.orders().save_shipment(late));
    CHECK(tx.orders().save_shipment(early));
    CHECK_FALSE(tx.orders().save_shipment({id, "p1", "DHL", "T1", "https://t/1", kNow, {}, {}, true, {}}));
    CHECK_FALSE(tx.orders().save_shipment(
        {id, "p1", "DHL", "T1", "https://t/1", kNow, kNow + 9h, kNow + 9h, true, {{uuid(1100), 2}}}));
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.orders().history(id) == std::vector{placed, paid});
    CHECK(tx.orders().find_fulfillment(id) == accepted);
    CHECK(tx.orders().shipments(id) == std::vector{early, late});
    CHECK(tx.orders().history({uuid(99)}).empty());
  });
}

TEMPLATE_TEST_CASE("a parcel under way becomes delivered", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  domain::Shipment parcel{{uuid(11)}, "p1", "DHL", "T1", "https://t/1", kNow, {}};
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(contract::new_order(11));
    CHECK(tx.orders().save_shipment(parcel));
    parcel.delivered_at = kNow + 3h;
    CHECK_FALSE(tx.orders().save_shipment(parcel));
  });
  commit(on.database, [&](auto& tx) { CHECK(tx.orders().shipments({uuid(11)}) == std::vector{parcel}); });
}

TEMPLATE_TEST_CASE("a webhook event is stored once, byte for byte", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto event = contract::webhook_event("evt_1");
  commit(on.database, [&](auto& tx) {
    CHECK(tx.inbox().insert(event));
    auto again = event;
    again.payload = "other";
    CHECK_FALSE(tx.inbox().insert(again));
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.inbox().find("stripe", "evt_1") == event);
    CHECK_FALSE(tx.inbox().find("printful", "evt_1"));
    tx.inbox().mark_processed("stripe", "evt_1", kNow + 2s);
    event.processed_at = kNow + 2s;
    CHECK(tx.inbox().find("stripe", "evt_1") == event);
  });
}

TEMPLATE_TEST_CASE("a mail is owed once per order, kind and parcel", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  domain::MailRecord mail{uuid(50), {uuid(11)}, domain::MailKind::kShipped, "parcel-1"};
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(contract::new_order(11));
    CHECK(tx.mails().insert(mail));
    CHECK_FALSE(tx.mails().insert({uuid(51), {uuid(11)}, domain::MailKind::kShipped, "parcel-1"}));
    CHECK(tx.mails().insert({uuid(52), {uuid(11)}, domain::MailKind::kShipped, "parcel-2"}));
  });
  REQUIRE(domain::apply(mail, domain::MailEvent::kBegun, kNow));
  REQUIRE(domain::apply(mail, domain::MailEvent::kAccepted, kNow));
  REQUIRE(domain::apply(mail, domain::MailEvent::kBounced, kNow, "bounce (5.1.1)"));
  mail.provider_message_id = "message";
  commit(on.database, [&](auto& tx) { tx.mails().update(mail); });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.mails().find(uuid(50)) == mail);
    CHECK(tx.mails().find_for_update(uuid(50)) == mail);
    CHECK_FALSE(tx.mails().find(uuid(51)));
    const auto of_order = tx.mails().find_by_order({uuid(11)});
    REQUIRE(of_order.size() == 2);
    CHECK(of_order[0] == mail);
    CHECK(of_order[1].subject_id == "parcel-2");
  });
}

TEMPLATE_TEST_CASE("a customer who comes back in other letters is the same customer", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) { tx.customers().upsert("Anna@Example.com", kNow); });
  commit(on.database, [](auto& tx) { tx.customers().upsert("anna@example.COM", kNow + 1h); });
  CHECK(on.customers() == std::vector<std::string>{"anna@example.com"});
}

TEMPLATE_TEST_CASE("the bell rings once for every job of a commit, and not for a rollback", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto rolled_back = on.database.transact([](ports::Transaction& tx) -> Done {
    tx.jobs().enqueue({"design.render", "lost", kNow});
    return base::fail(base::ErrorCode::kForbidden, "no");
  });
  REQUIRE_FALSE(rolled_back);
  CHECK(on.bell.rung().empty());
  commit(on.database, [&](auto& tx) {
    tx.jobs().enqueue({"design.render", "kept", kNow});
    tx.jobs().enqueue({"order.send_mail", "kept", kNow});
    CHECK(on.bell.rung().empty());
  });
  CHECK(on.bell.rung() == std::vector<std::string>{"design.render", "order.send_mail"});
  REQUIRE(on.queue.claim("w", kNow, 1min)->value().payload == "kept");
}

TEMPLATE_TEST_CASE("the key that signs links has 32 bytes and stays the same", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  std::string first;
  commit(on.database, [&](auto& tx) { first = tx.link_signing_key(); });
  CHECK(first.size() == 32);
  commit(on.database, [&](auto& tx) { CHECK(tx.link_signing_key() == first); });
}

TEMPLATE_TEST_CASE("writers of one order wait for each other", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(contract::new_order(11));
  });
  std::atomic<int> failed = 0;
  const auto add_one = [&] {
    for (int i = 0; i < 25; ++i) {
      const auto done = on.database.transact([](ports::Transaction& tx) -> Done {
        auto order = tx.orders().find_for_update({uuid(11)});
        order->tracking_number = std::to_string(std::stoi(order->tracking_number.value_or("0")) + 1);
        tx.orders().update(*order);
        return {};
      });
      if (!done) ++failed;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(add_one);
  for (auto& thread : threads) thread.join();
  CHECK(failed == 0);
  commit(on.database, [](auto& tx) { CHECK(tx.orders().find({uuid(11)})->tracking_number == "100"); });
}

TEST_CASE("the twin opens with the same catalog as a migrated database") {
  SKIP_WITHOUT_POSTGRES();
  OnMemory memory;
  OnPostgres postgres;
  commit(postgres.database, [&](auto& real) {
    const auto state = memory.database.snapshot();
    CHECK(real.products().list() == state.products);
    CHECK(real.products().shipping_policy() == state.shipping);
  });
}

TEMPLATE_TEST_CASE("a shared picture comes back with every field, is taken back once, and goes", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto full = contract::share("A");
  auto bare = contract::share("B");
  bare.variant_sku.reset();
  commit(on.database, [&](auto& tx) {
    tx.shares().insert(full);
    tx.shares().insert(bare);
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.shares().find(full.id) == full);
    CHECK(tx.shares().find(bare.id) == bare);
    CHECK_FALSE(tx.shares().find({std::string(22, 'C')}));
    tx.shares().revoke(full.id, kNow + 1s);
    tx.shares().revoke(full.id, kNow + 2s);
    CHECK(tx.shares().find(full.id)->revoked_at == kNow + 1s);
    CHECK_FALSE(tx.shares().find(bare.id)->revoked_at);
    tx.shares().remove(bare.id);
    tx.shares().remove(bare.id);
    CHECK_FALSE(tx.shares().find(bare.id));
  });
  CHECK(failure_of(on.database, [&](auto& tx) { tx.shares().insert(full); }).code == base::ErrorCode::kConflict);
}

TEMPLATE_TEST_CASE("an upload's key stands for one design, until that one is rejected", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const std::string key(64, 'a');
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::pending_design(1));
    tx.designs().insert(contract::pending_design(2));
    CHECK_FALSE(tx.designs().find_by_upload(key));
    CHECK(tx.designs().link_upload(key, {uuid(1)}));
    CHECK_FALSE(tx.designs().link_upload(key, {uuid(2)}));
    CHECK(tx.designs().find_by_upload(key)->id.value == uuid(1));
    auto rejected = contract::pending_design(1);
    rejected.status = domain::DesignStatus::kRejected;
    rejected.rejection_reason = "no";
    tx.designs().update(rejected);
    CHECK(tx.designs().link_upload(key, {uuid(2)}));
    CHECK(tx.designs().find_by_upload(key)->id.value == uuid(2));
  });
  CHECK(failure_of(on.database, [&](auto& tx) { tx.designs().link_upload(std::string(64, 'b'), {uuid(3)}); }).cause ==
        "design_uploads_pet_image_fkey");
}
