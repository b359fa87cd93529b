#include "app/orders/order_link.h"

#include <catch2/catch.hpp>

namespace {
const std::string kKey(32, 'k');
}

TEST_CASE("an order's link holds its number and 256 signed bits that are safe in a URL") {
  const auto link = app::order_link("https://shop.example", kKey, "PP-7K2MQ4ZD", domain::Language::kEnglish);
  const std::string start = "https://shop.example/orders/PP-7K2MQ4ZD?t=";
  REQUIRE(link.starts_with(start));
  const auto signature = link.substr(start.size());
  CHECK(signature.size() == 43);
  CHECK(signature.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
  CHECK(app::is_valid_order_link(kKey, "PP-7K2MQ4ZD", signature));
}

TEST_CASE("a link opens no other order, with no other key and no other signature") {
  const auto signature = app::order_link_signature(kKey, "PP-7K2MQ4ZD");
  CHECK_FALSE(app::is_valid_order_link(kKey, "PP-7K2MQ4ZE", signature));
  CHECK_FALSE(app::is_valid_order_link(std::string(32, 'l'), "PP-7K2MQ4ZD", signature));
  CHECK_FALSE(app::is_valid_order_link(kKey, "PP-7K2MQ4ZD", ""));
  CHECK_FALSE(app::is_valid_order_link(kKey, "PP-7K2MQ4ZD", signature.substr(1)));
  CHECK_FALSE(app::is_valid_order_link(kKey, "PP-7K2MQ4ZD", signature + "A"));
  auto changed = signature;
  changed[0] = changed[0] == 'A' ? 'B' : 'A';
  CHECK_FALSE(app::is_valid_order_link(kKey, "PP-7K2MQ4ZD", changed));
}
