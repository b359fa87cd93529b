// What is found and forgotten of a person.
#include <catch2/catch.hpp>

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

constexpr const char* kEmail = "zoe@example.com";

domain::Order order_of(int number, int design, const std::optional<std::string>& email) {
  auto order = email ? contract::full_order(number) : contract::new_order(number);
  order.promotion_code.reset();
  order.discount_minor = 0;
  order.total_minor = order.paid_minor = order.subtotal_minor + order.shipping_minor;
  order.payment_intent_id = "pi_" + std::to_string(number);
  order.user_email = email;
  order.lines = {contract::order_line(number * 100, design)};
  return order;
}

}  // namespace

TEMPLATE_TEST_CASE("a person is known by orders, designs and as a customer", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto design = contract::complete_design(1);
  design.user_email = "by-design@example.com";
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(design);
    tx.orders().insert(order_of(11, 1, kEmail));
    tx.orders().insert(order_of(12, 1, std::nullopt));
    tx.customers().upsert("Customer@Example.com", kNow);
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.customers().is_known(kEmail));
    CHECK(tx.customers().is_known("by-design@example.com"));
    CHECK(tx.customers().is_known("customer@example.com"));
    CHECK_FALSE(tx.customers().is_known("nobody@example.com"));
    CHECK(tx.customers().orders_of(kEmail) == std::vector<domain::OrderId>{{uuid(11)}});
  });
}

TEMPLATE_TEST_CASE("a person's designs are those that nobody else ordered or is about to", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [&](auto& tx) {
    for (int number = 1; number <= 5; ++number) {
      auto design = contract::complete_design(number);
      design.user_email = number == 5 ? std::optional<std::string>(kEmail) : std::nullopt;
      tx.designs().insert(design);
    }
    tx.orders().insert(order_of(11, 1, kEmail));
    tx.orders().insert(order_of(12, 2, kEmail));
    tx.orders().insert(order_of(13, 2, "other@example.com"));
    tx.orders().insert(order_of(14, 3, "other@example.com"));
    tx.orders().insert(order_of(15, 4, kEmail));
    tx.orders().insert(order_of(16, 4, std::nullopt));  // open for payment
  });
  commit(on.database, [&](auto& tx) {
    std::vector<std::string> ids;
    for (const auto& design : tx.customers().designs_of(kEmail)) ids.push_back(design.id.value);
    CHECK(ids == std::vector<std::string>{uuid(1), uuid(5)});
  });
}

TEMPLATE_TEST_CASE("forgetting an order leaves sums, articles and a whole story", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto order = order_of(11, 1, kEmail);
  auto event = contract::webhook_event("evt_1");
  event.object_id = *order.payment_intent_id;
  auto other = contract::webhook_event("evt_2");
  other.object_id = "pi_of_somebody_else";
  auto of_the_printer = contract::webhook_event("evt_3");
  of_the_printer.object_id = "printify:5d39b159";
  auto of_the_parcel = contract::webhook_event("evt_4");
  of_the_parcel.object_id = "parcel:1Z999";
  domain::Fulfillment fulfillment;
  fulfillment.order_id = order.id;
  fulfillment.provider = domain::kPrintify;
  fulfillment.external_id = domain::external_id_of(order.id);
  fulfillment.provider_order_id = "5d39b159";
  fulfillment.updated_at = kNow;
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(order);
    tx.orders().save_fulfillment(fulfillment);
    tx.inbox().insert(of_the_printer);
    tx.inbox().insert(of_the_parcel);
    tx.orders().append_history({order.id, kNow, "customer", domain::OrderState::kCreated, order.state, "placed", "for Zoë"});
    tx.orders().save_shipment({order.id, "1", "USPS", "1Z999", "https://carrier.example/1Z999", kNow, {}});
    tx.orders().save_shipment({order.id, "94001", "USPS", "94001", "https://carrier.example/94001", kNow, {}});
    for (const int number : {60, 61}) {
      tx.mails().insert({uuid(number), order.id, domain::MailKind::kShipped, number == 60 ? "1" : "94001"});
    }
    tx.inbox().insert(event);
    tx.inbox().insert(other);
  });
  commit(on.database, [&](auto& tx) { tx.customers().forget_order(order.id); });
  commit(on.database, [&](auto& tx) { tx.customers().forget_order(order.id); });
  commit(on.database, [&](auto& tx) {
    const auto after = *tx.orders().find(order.id);
    CHECK_FALSE(after.user_email);
    CHECK_FALSE(after.shipping_address);
    CHECK_FALSE(after.tracking_number);
    CHECK_FALSE(after.checkout_url);
    CHECK(after.trouble == "");
    CHECK(after.total_minor == order.total_minor);
    CHECK(after.lines == order.lines);
    const auto story = tx.orders().story(order.id);
    CHECK(story.at(0).entry.reason == "");
    CHECK_FALSE(domain::broken_seal(after, story));
    const auto name = domain::forgotten_name(tx.link_signing_key(), "94001");
    const auto parcels = tx.orders().shipments(order.id);
    for (const auto& parcel : parcels) CHECK(parcel.tracking_number + parcel.tracking_url == "");
    CHECK(parcels.at(0).provider_shipment_id == "1");
    CHECK(parcels.at(1).provider_shipment_id == name);
    CHECK(tx.orders().order_of_parcel(name) == order.id);
    CHECK_FALSE(tx.orders().order_of_parcel("94001"));
    CHECK_FALSE(tx.orders().order_of_parcel(""));
    CHECK(tx.mails().find(uuid(60))->subject_id == "1");
    CHECK(tx.mails().find(uuid(61))->subject_id == name);
    CHECK(tx.inbox().find("stripe", "evt_4")->object_id == "parcel:" + domain::forgotten_name(tx.link_signing_key(), "1Z999"));
    for (const auto* theirs : {"evt_1", "evt_3", "evt_4"}) CHECK(tx.inbox().find("stripe", theirs)->payload == "");
    CHECK(tx.inbox().find("stripe", "evt_2") == other);
  });
}

TEMPLATE_TEST_CASE("of a forgotten event stays that it came, and of a parcel's number a name that is always the same", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto of_a_parcel = contract::webhook_event("evt_1");
  of_a_parcel.object_id = "parcel:1Z999 \u00e9";
  const auto of_a_session = contract::webhook_event("evt_2");
  commit(on.database, [&](auto& tx) {
    tx.inbox().insert(of_a_parcel);
    tx.inbox().insert(of_a_session);
  });
  for (int times = 0; times < 2; ++times) {
    commit(on.database, [&](auto& tx) {
      for (const auto* id : {"evt_1", "evt_2", "evt_3"}) tx.inbox().forget("stripe", id);
    });
  }
  commit(on.database, [&](auto& tx) {
    const auto event = *tx.inbox().find("stripe", "evt_1");
    CHECK(event.payload + event.reason == "");
    CHECK(event.object_id == "parcel:" + domain::forgotten_name(tx.link_signing_key(), "1Z999 \u00e9"));
    CHECK(tx.inbox().find("stripe", "evt_2")->object_id == of_a_session.object_id);
    CHECK_FALSE(tx.inbox().insert(of_a_parcel));
  });
}

TEMPLATE_TEST_CASE("objects are abandoned whose design is gone or rejected, or that no share names", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto rejected = contract::pending_design(3);
  rejected.status = domain::DesignStatus::kRejected;
  rejected.rejection_reason = "too dark";
  auto print_file = contract::print_file(1, "tee", "token");
  print_file.key = {"print/" + uuid(4) + "-tee.png"};  // named, though like another's
  const auto share = contract::share("a");
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.designs().insert(contract::pending_design(2));
    tx.designs().insert(rejected);
    tx.designs().insert_print_file(print_file);
    tx.shares().insert(share);
  });
  const std::vector<domain::ObjectKey> needed{{"photos/" + uuid(1)}, {"previews/" + uuid(2) + ".png"}, print_file.key, share.photo_key,
                                              {"photos/photo"},      {"other/" + uuid(9)},             {"photos"}};
  const std::vector<domain::ObjectKey> abandoned{{"photos/" + uuid(3)}, {"photos/" + uuid(9)}, {"previews/" + uuid(9) + ".png"},
                                                 {"print/" + uuid(9) + "-tee-a.png"}, {"shares/" + uuid(9)}};
  commit(on.database, [&](auto& tx) {
    auto all = needed;
    all.insert(all.end(), abandoned.begin(), abandoned.end());
    CHECK(tx.designs().abandoned_among(all) == abandoned);
    CHECK(tx.designs().abandoned_among({}).empty());
  });
}

TEMPLATE_TEST_CASE("forgetting a design takes its print files and upload keys along, and nobody can buy it again", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto design = contract::complete_design(1);
  const std::string key(64, 'e');
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(design);
    tx.designs().insert_print_file(contract::print_file(1, "tee", "token-a"));
    tx.designs().insert_print_file(contract::print_file(1, "hat", "token-b"));
    tx.designs().link_upload(key, design.id);
    tx.shares().insert(contract::share("a"));
    CHECK(tx.customers().print_files_of(design.id).size() == 2);
    CHECK(tx.customers().shares_like(design).size() == 1);
    design.scene = "another";
    CHECK(tx.customers().shares_like(design).empty());
  });
  commit(on.database, [&](auto& tx) { tx.customers().forget_design(design.id); });
  commit(on.database, [&](auto& tx) {
    const auto after = *tx.designs().find(design.id);
    CHECK_FALSE(after.user_email);
    CHECK(after.status == domain::DesignStatus::kRejected);
    CHECK(after.rejection_reason == domain::kForgottenDesign);
    CHECK(tx.customers().print_files_of(design.id).empty());
    CHECK_FALSE(tx.designs().find_by_upload(key));
  });
}

TEMPLATE_TEST_CASE("wishes for deletion are kept, counted by address and time, and lose the address when done", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  domain::DeletionRequest request{uuid(70), kEmail, domain::DeletionState::kAsked, kNow};
  commit(on.database, [&](auto& tx) {
    tx.customers().insert_deletion(request);
    tx.customers().insert_deletion({uuid(71), kEmail, domain::DeletionState::kAsked, kNow - 25h});
    tx.customers().upsert(kEmail, kNow);
    CHECK(tx.customers().deletions_asked(kEmail, kNow - 24h) == 1);
    CHECK(tx.customers().deletions_asked("other@example.com", kNow - 24h) == 0);
    CHECK(tx.customers().find_deletion_for_update(request.id) == request);
    CHECK_FALSE(tx.customers().find_deletion_for_update(uuid(72)));
    CHECK_FALSE(tx.customers().find_deletion_for_update("no uuid"));
  });
  REQUIRE(request.confirm(kNow + 1h));
  request.finish(kNow + 2h);
  commit(on.database, [&](auto& tx) {
    tx.customers().update_deletion(request);
    tx.customers().forget_address(kEmail);
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.customers().find_deletion_for_update(request.id) == request);
    CHECK_FALSE(tx.customers().find_deletion_for_update(uuid(71)));
    CHECK_FALSE(tx.customers().is_known(kEmail));
  });
}

TEMPLATE_TEST_CASE("wishes that nobody confirmed go, the young ones and those that were confirmed stay", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  domain::DeletionRequest confirmed{uuid(70), kEmail, domain::DeletionState::kAsked, kNow - 25h};
  REQUIRE(confirmed.confirm(kNow - 24h));
  commit(on.database, [&](auto& tx) {
    tx.customers().insert_deletion(confirmed);
    tx.customers().insert_deletion({uuid(71), kEmail, domain::DeletionState::kAsked, kNow - 25h});
    tx.customers().insert_deletion({uuid(72), kEmail, domain::DeletionState::kAsked, kNow - 24h});
    tx.customers().drop_unconfirmed_deletions(kNow - 24h);
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.customers().find_deletion_for_update(uuid(70)));
    CHECK_FALSE(tx.customers().find_deletion_for_update(uuid(71)));
    CHECK(tx.customers().find_deletion_for_update(uuid(72)));
  });
}

TEMPLATE_TEST_CASE("what processed events told goes after its time, that they came stays", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const domain::WebhookEvent event{"stripe", "evt_old", "checkout.session.expired", "cs_1", "somebody@example.com", kNow, {}, "why"};
  auto young = event;
  young.event_id = "evt_young";
  auto unprocessed = event;
  unprocessed.event_id = "evt_unprocessed";
  commit(on.database, [&](auto& tx) {
    for (const auto& one : {event, young, unprocessed}) REQUIRE(tx.inbox().insert(one));
    tx.inbox().mark_processed("stripe", "evt_old", kNow);
    tx.inbox().mark_processed("stripe", "evt_young", kNow + 2h);
    tx.inbox().drop_payloads(kNow + 1h);
  });
  commit(on.database, [&](auto& tx) {
    const auto dropped = tx.inbox().find("stripe", "evt_old");
    REQUIRE(dropped);
    CHECK(dropped->payload.empty());
    CHECK(dropped->reason.empty());
    CHECK(tx.inbox().find("stripe", "evt_young")->payload == event.payload);
    CHECK(tx.inbox().find("stripe", "evt_unprocessed")->payload == event.payload);
    CHECK_FALSE(tx.inbox().insert(event));
  });
}

TEMPLATE_TEST_CASE("orders to reconcile are the young ones and those that are not at an end", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto made = [&](int number, domain::OrderState state, base::Timestamp at) {
    auto order = order_of(number, 1, kEmail);
    order.state = state;
    order.created_at = at;
    return order;
  };
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.orders().insert(made(11, domain::OrderState::kDelivered, kNow));
    tx.orders().insert(made(12, domain::OrderState::kDelivered, kNow - 30h));
    tx.orders().insert(made(13, domain::OrderState::kInProduction, kNow - 30h));
    CHECK(tx.orders().ids_to_reconcile(kNow - 1h).size() == 2);
    CHECK(tx.orders().ids_to_reconcile(kNow - 48h).size() == 3);
    CHECK(tx.orders().ids_to_reconcile(kNow + 1h) == std::vector<domain::OrderId>{{uuid(13)}});
  });
}

TEMPLATE_TEST_CASE("orders to reconcile come by id, and where the next walk begins is kept", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    for (const int number : {13, 11, 12}) tx.orders().insert(order_of(number, 1, kEmail));
    CHECK(tx.orders().ids_to_reconcile(kNow - 48h) == std::vector<domain::OrderId>{{uuid(11)}, {uuid(12)}, {uuid(13)}});
    CHECK_FALSE(tx.orders().next_to_reconcile());
    tx.orders().set_next_to_reconcile(domain::OrderId{uuid(12)});
  });
  commit(on.database, [&](auto& tx) {
    CHECK(tx.orders().next_to_reconcile() == domain::OrderId{uuid(12)});
    tx.orders().set_next_to_reconcile(std::nullopt);
    CHECK_FALSE(tx.orders().next_to_reconcile());
  });
}

TEMPLATE_TEST_CASE("an unfinished job is one that waits, runs or will be tried again", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [&](auto& tx) {
    CHECK_FALSE(tx.jobs().has_unfinished("order.send_mail", "a"));
    tx.jobs().enqueue({"order.send_mail", "a", kNow});
    CHECK(tx.jobs().has_unfinished("order.send_mail", "a"));
    CHECK_FALSE(tx.jobs().has_unfinished("order.send_mail", "b"));
    CHECK_FALSE(tx.jobs().has_unfinished("design.render", "a"));
  });
}
