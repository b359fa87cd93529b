#include "adapters/http_client/json_reading.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace http = adapters::http_client;

TEST_CASE("a number where text was promised is read as its digits") {
  const auto value = http::parse_json(R"({"a":{"number":39925631,"text":"x","none":null,"list":[]}})");
  REQUIRE(value);
  CHECK(http::text_at(*value, {"a", "number"}) == "39925631");
  CHECK(http::text_at(*value, {"a", "text"}) == "x");
  for (const std::string_view name : {"none", "list", "absent"}) CHECK(http::text_at(*value, {"a", name}).empty());
  CHECK(http::text_at(*value, {"a", "text", "deeper"}).empty());
}

TEST_CASE("times come as seconds, digits or RFC 3339") {
  const auto value = http::parse_json(R"({"n":1588716060,"d":"1588716060","r":"2020-05-05T22:01:00Z","bad":"soon","huge":9e18,
    "far":9223372036854775807})");
  const auto expected = base::from_unix_seconds(1588716060);
  CHECK(http::time_at(*value, {"n"}) == expected);
  CHECK(http::time_at(*value, {"d"}) == expected);
  CHECK(http::time_at(*value, {"r"}) == expected);
  for (const std::string_view name : {"bad", "huge", "far", "absent"}) CHECK_FALSE(http::time_at(*value, {name}));
}

TEST_CASE("what is not JSON is nothing, and foreign messages are made fit for a log line") {
  CHECK_FALSE(http::parse_json("<html>"));
  CHECK_FALSE(http::parse_json(""));
  CHECK(http::for_log("a\nb\tc") == "a b c");
  CHECK(http::for_log(std::string(1000, 'x')).size() == 300);
}
