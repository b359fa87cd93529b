#include "domain/catalog.h"

#include <catch2/catch.hpp>

TEST_CASE("a product finds its variants by their sku") {
  domain::Product product;
  product.variants = {{"tee-white-s", "S", "White", "#ffffff", 4011, {2900, "USD"}},
                      {"tee-white-m", "M", "White", "#ffffff", 4012, {2900, "USD"}}};
  REQUIRE(product.find_variant("tee-white-m"));
  CHECK(product.find_variant("tee-white-m")->size == "M");
  CHECK(product.find_variant("tee-white") == nullptr);
  CHECK(product.find_variant("") == nullptr);
}
