#include "owner/product_verb.h"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include "app/printing/printify_shop.h"

using test::PrintifyShop;

namespace {

// `picasso_pet ARGUMENTS`; the exit status.
int run(PrintifyShop& shop, const std::string& arguments, bool with_printify = true) {
  CLI::App cli;
  const auto verb = owner::declare_product_verb(cli);
  cli.parse(arguments);
  return verb(shop.database, with_printify ? &shop.catalog : nullptr);
}

}  // namespace

TEST_CASE("the owner finds a product at Printify, has it made there, and takes it back") {
  PrintifyShop shop;
  CHECK(run(shop, "products list") == 0);
  CHECK(run(shop, "products provider hoodie printify") == 1);
  CHECK(run(shop, "products map hoodie --blueprint 77 --print-provider 99") == 0);
  CHECK(run(shop, "products provider hoodie printify") == 0);
  CHECK(shop.product("hoodie").provider == domain::kPrintify);
  CHECK(run(shop, "products provider hoodie printful") == 0);
  CHECK(shop.product("hoodie").provider == domain::kPrintful);
}

TEST_CASE("what Printify does not have, and a printer that nobody knows, end with a complaint") {
  PrintifyShop shop;
  CHECK(run(shop, "products map tee --blueprint 12 --print-provider 99") == 1);
  CHECK_THROWS_AS(run(shop, "products provider hoodie gutenberg"), CLI::ParseError);
}

TEST_CASE("where Printify is not configured, nothing can be moved there, and everything back") {
  PrintifyShop shop;
  shop.let_printify_make("hoodie");
  CHECK(run(shop, "products map hoodie --blueprint 77 --print-provider 99", false) == 1);
  CHECK(run(shop, "products provider tee printify", false) == 1);
  CHECK(run(shop, "products provider hoodie printful", false) == 0);
}
