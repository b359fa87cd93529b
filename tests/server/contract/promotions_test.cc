// Promotions in the database: stored exactly, counted, and limited by constraints whatever the program believes.
#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <thread>

#include "app/test_shop.h"
#include "database_fixtures.h"
#include "in_transaction.h"
#include "samples.h"

using contract::commit;
using contract::in_transaction;
using contract::kNow;
using contract::OnMemory;
using contract::OnPostgres;
using contract::uuid;
using domain::RedemptionState;
using namespace std::chrono_literals;

namespace {

domain::Promotion percent(const std::string& code) {
  domain::Promotion promotion;
  promotion.code = code;
  promotion.description = "10% off";
  promotion.percent_off = 10;
  return promotion;
}

domain::Promotion with_everything() {
  domain::Promotion promotion;
  promotion.code = "ALL-26";
  promotion.description = "Zoë's \"half\" off";
  promotion.translations = {{domain::Language::kGerman, "Zoës \"halber\" Rabatt"}};
  promotion.amount_off = base::Money{500, "USD"};
  promotion.minimum_minor = 1000;
  promotion.product_ids = {3, 1};
  promotion.starts_at = kNow;
  promotion.ends_at = kNow + 24h;
  promotion.limit_total = 3;
  promotion.limit_per_email = 2;
  return promotion;
}

// Designs and orders 1 ... count for redemptions to hang on.
void insert_orders(ports::Transaction& tx, int count) {
  tx.designs().insert(contract::complete_design(1));
  for (int i = 1; i <= count; ++i) tx.orders().insert(contract::new_order(i + 10));
}

domain::Redemption use(int order, const std::string& code, const std::string& email = "") {
  return {{uuid(order + 10)}, code, email, 580, RedemptionState::kHeld, kNow};
}

std::string refusal(ports::Database& database, const domain::Redemption& redemption) {
  const auto done = in_transaction(database, [&](auto& tx) { tx.promotions().insert_redemption(redemption); });
  if (done) return "";
  CHECK(done.error().code == base::ErrorCode::kConflict);
  return done.error().cause;
}

}  // namespace

TEMPLATE_TEST_CASE("promotions are read back exactly as they were written", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    tx.promotions().insert(percent("PETS10"));
    tx.promotions().insert(with_everything());
  });
  auto changed = percent("PETS10");
  changed.ends_at = kNow;
  commit(on.database, [&](auto& tx) {
    CHECK(tx.promotions().find("ALL-26") == with_everything());
    CHECK(tx.promotions().find_for_update("PETS10") == percent("PETS10"));
    CHECK_FALSE(tx.promotions().find("pets10"));
    CHECK(tx.promotions().list() == std::vector{with_everything(), percent("PETS10")});
    tx.promotions().update(changed);
  });
  commit(on.database, [&](auto& tx) { CHECK(tx.promotions().find("PETS10") == changed); });
}

TEMPLATE_TEST_CASE("a promotion that makes no sense cannot be stored", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto refused = [&](const std::function<void(domain::Promotion&)>& change) {
    auto promotion = percent("PETS10");
    change(promotion);
    const auto done = in_transaction(on.database, [&](auto& tx) { tx.promotions().insert(promotion); });
    return done ? "" : done.error().cause;
  };
  CHECK(refused([](auto& it) { it.code = "pets"; }) == "promotions_code_check");
  CHECK(refused([](auto& it) { it.percent_off = 101; }) == "promotions_discount_check");
  CHECK(refused([](auto& it) { it.percent_off.reset(); }) == "promotions_discount_check");
  CHECK(refused([](auto& it) { it.amount_off = base::Money{5, "USD"}; }) == "promotions_discount_check");
  CHECK(refused([](auto& it) { it.minimum_minor = -1; }) == "promotions_minimum_check");
  CHECK(refused([](auto& it) { it.starts_at = it.ends_at = kNow; }) == "promotions_dates_check");
  CHECK(refused([](auto& it) { it.limit_total = 0; }) == "promotions_limits_check");
  commit(on.database, [](auto& tx) { tx.promotions().insert(percent("PETS10")); });
  CHECK(refused([](auto&) {}) == "promotions_pkey");
}

TEMPLATE_TEST_CASE("a use is counted while it is held or redeemed, and not when it was released", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    insert_orders(tx, 2);
    tx.promotions().insert(percent("PETS10"));
    tx.promotions().insert_redemption(use(1, "PETS10"));
    tx.promotions().insert_redemption(use(2, "PETS10"));
  });
  const auto uses = [&] {
    int count = -1;
    commit(on.database, [&](auto& tx) { count = tx.promotions().find("PETS10")->uses; });
    return count;
  };
  CHECK(uses() == 2);
  auto redeemed = use(1, "PETS10");
  redeemed.state = RedemptionState::kRedeemed;
  redeemed.changed_at = kNow + 1s;
  auto released = use(2, "PETS10");
  released.state = RedemptionState::kReleased;
  commit(on.database, [&](auto& tx) {
    tx.promotions().update_redemption(redeemed);
    tx.promotions().update_redemption(released);
    CHECK(tx.promotions().find_redemption(redeemed.order_id) == redeemed);
    CHECK_FALSE(tx.promotions().find_redemption({uuid(99)}));
  });
  CHECK(uses() == 1);
}

TEMPLATE_TEST_CASE("the database refuses the use that is one too many", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  commit(on.database, [](auto& tx) {
    insert_orders(tx, 5);
    tx.promotions().insert(with_everything());
  });
  CHECK(refusal(on.database, use(1, "ALL-26")) == "promotion_redemptions_email_check");
  CHECK(refusal(on.database, use(1, "ALL-26", "a@b.c")) == "");
  CHECK(refusal(on.database, use(1, "ALL-26", "a@b.c")) == "promotion_redemptions_pkey");
  CHECK(refusal(on.database, use(2, "ALL-26", "a@b.c")) == "");
  CHECK(refusal(on.database, use(3, "ALL-26", "a@b.c")) == "promotion_redemptions_email_limit_check");
  CHECK(refusal(on.database, use(3, "ALL-26", "x@y.z")) == "");
  CHECK(refusal(on.database, use(4, "ALL-26", "x@y.z")) == "promotions_limit_check");
  auto released = use(1, "ALL-26", "a@b.c");
  released.state = RedemptionState::kReleased;
  commit(on.database, [&](auto& tx) {
    CHECK(tx.promotions().uses_by_email("ALL-26", "a@b.c") == 2);
    tx.promotions().update_redemption(released);
    CHECK(tx.promotions().uses_by_email("ALL-26", "a@b.c") == 1);
  });
  CHECK(refusal(on.database, use(4, "ALL-26", "a@b.c")) == "");
}

TEMPLATE_TEST_CASE("of 100 buyers at once, one gets the code that is good for one", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  auto promotion = percent("ONLY-ONE");
  promotion.limit_total = 1;
  commit(on.database, [&](auto& tx) {
    tx.designs().insert(contract::complete_design(1));
    tx.promotions().insert(promotion);
  });
  test::TestShop twins;
  app::Services services{on.database,   twins.storage,   twins.scanner, twins.renderer,         twins.payments,
                         twins.printer, twins.mailer,    twins.templates, twins.services.wording, twins.clock,
                         twins.ids,     twins.metrics,   "https://shop.example", {"the-scream"}};
  constexpr int kBuyers = 100;
  std::atomic<int> served = 0;
  std::atomic<int> told = 0;
  std::vector<std::thread> buyers;
  for (int i = 0; i < kBuyers; ++i) {
    buyers.emplace_back([&, i] {
      // A busy database asks the buyer to click again.
      while (true) {
        const auto started = app::create_checkout(services, uuid(1000 + i), {{{uuid(1)}, "tee-white-m", 1}},
                                                  {"only-one", "", {}});
        if (!started && started.error().code == base::ErrorCode::kUnavailable) continue;
        if (started) ++served;
        if (!started && started.error().field == "promotion_code") ++told;
        return;
      }
    });
  }
  for (auto& buyer : buyers) buyer.join();
  CHECK(served == 1);
  CHECK(told == kBuyers - 1);
  commit(on.database, [](auto& tx) { CHECK(tx.promotions().find("ONLY-ONE")->uses == 1); });
}
