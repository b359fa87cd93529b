#include "owner/order_verbs.h"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include "app/test_shop.h"

using domain::OrderState;
using test::TestShop;

namespace {

// `picasso_pet ARGUMENTS`; the exit status.
int run(TestShop& shop, std::vector<std::string> arguments) {
  CLI::App cli;
  const auto verb = owner::declare_orders_verb(cli);
  std::reverse(arguments.begin(), arguments.end());
  cli.parse(arguments);
  return verb(shop.database, shop.clock);
}

}  // namespace

TEST_CASE("the owner resumes an order that is before a person, once, and says why") {
  TestShop shop;
  const auto id = shop.paid_order();
  shop.printer.out_of_stock = {shop.order(id).lines.at(0).printful_variant_id};
  shop.run_all_jobs();
  const auto number = shop.order(id).number;
  CHECK_THROWS_AS(run(shop, {"orders", "resume", number}), CLI::ParseError);
  CHECK(run(shop, {"orders", "resume", number, "--reason", "back in stock"}) == 0);
  CHECK(shop.order(id).state == OrderState::kPaid);
  CHECK(shop.history(id).back().reason == "back in stock");
  CHECK(run(shop, {"orders", "resume", number, "--reason", "again"}) == 1);
  CHECK(run(shop, {"orders", "resume", "PP-NOSUCH", "--reason", "x"}) == 1);
  CHECK_THROWS_AS(run(shop, {"orders"}), CLI::ParseError);
}
