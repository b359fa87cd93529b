// A hundred buyers and one code that is good for one of them: through the use case, on each kind of database.
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "app/test_shop.h"
#include "database_fixtures.h"
#include "samples.h"

using contract::OnMemory;
using contract::OnPostgres;

namespace {

constexpr int kBuyers = 100;

domain::Promotion one_use_code() {
  domain::Promotion promotion;
  promotion.code = "ONCE";
  promotion.percent_off = 20;
  promotion.limit_total = 1;
  return promotion;
}

}  // namespace

TEMPLATE_TEST_CASE("of a hundred buyers at once one gets the one-use code, and all others are told", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType stores;
  test::TestShop shop;
  app::Services services{stores.database, shop.storage,   shop.scanner,     shop.renderer, shop.payments, shop.printer,
                         shop.mailer,     shop.templates, test::wording(),  shop.clock,    shop.ids,      shop.metrics,
                         "https://shop.example", {"the-scream"}};
  const auto design = contract::complete_design(1);
  REQUIRE(stores.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.designs().insert(design);
    transaction.promotions().insert(one_use_code());
    return {};
  }));

  std::atomic<int> with_code = 0;
  std::atomic<int> told = 0;
  std::vector<std::thread> buyers;
  for (int i = 0; i < kBuyers; ++i) {
    buyers.emplace_back([&, i] {
      const auto started = app::create_checkout(services, contract::uuid(1000 + i), {{design.id, "tee-white-m", 1}},
                                                {.promotion_code = "once", .email = "", .expected_total_minor = {}});
      if (started) ++with_code;
      if (!started && started.error().field == "promotion_code") ++told;
    });
  }
  for (auto& buyer : buyers) buyer.join();

  CHECK(with_code == 1);
  CHECK(told == kBuyers - 1);
  CHECK(shop.payments.created().size() == 1);
  REQUIRE(stores.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    CHECK(transaction.promotions().find("ONCE")->uses == 1);
    CHECK(transaction.orders().ids_after("", 10).size() == 1);
    return {};
  }));
}
