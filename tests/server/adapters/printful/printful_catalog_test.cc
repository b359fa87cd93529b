// What is looked at before an order is sent: stock, and our own print files.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"
#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_answers.h"
#include "adapters/printful/catalog_json.h"
#include "adapters/printful/printful_fulfillment.h"
#include "base/digest.h"

using adapters::http_client::RecordingHttpClient;
using adapters::printful::PrintfulConfig;
using adapters::printful::PrintfulFulfillment;
using adapters::printful::Availability;
using adapters::printful::read_availability;
using base::ErrorCode;
using nlohmann::json;

namespace {

const PrintfulConfig kConfig{"https://printful.test", base::Secret{"pf-token"}, "77"};
const std::string kPicture = "the picture's bytes";
const std::string kUrl = "https://shop.test/print/t/" + base::sha256_hex(kPicture) + ".png";

ports::FulfillmentItem item(std::int64_t variant, int quantity = 1) {
  ports::FulfillmentItem made;
  made.variant_id = variant;
  made.quantity = quantity;
  made.print_file_url = kUrl;
  return made;
}

// {"dtg": {"worldwide": "in stock"}}
std::string availability(const json& techniques) {
  json list = json::array();
  for (const auto& [technique, regions] : techniques.items()) {
    json sold = json::array();
    for (const auto& [name, stock] : regions.items()) sold.push_back({{"name", name}, {"availability", stock}});
    list.push_back({{"technique", technique}, {"selling_regions", sold}});
  }
  return json{{"data", {{"catalog_variant_id", 4012}, {"techniques", list}}}}.dump();
}

struct Fixture {
  RecordingHttpClient http;
  PrintfulFulfillment printful{http, kConfig};
};

}  // namespace

TEST_CASE("the narrowest region that holds the country decides whether a variant can be made") {
  const auto in = [](const json& regions, const char* country) {
    return *read_availability(availability({{"dtg", regions}}), country) == Availability::kAvailable;
  };
  const json mixed = {{"worldwide", "in stock"}, {"europe", "out of stock"}, {"germany", "in stock"}, {"north_america", "not fulfillable"}};
  CHECK(in(mixed, "DE"));
  CHECK_FALSE(in(mixed, "FR"));
  CHECK_FALSE(in(mixed, "PL"));
  CHECK_FALSE(in(mixed, "US"));
  CHECK(in(mixed, "JP"));
}

TEST_CASE("only what is known to be missing is missing, and embroidery does not count as stock") {
  using enum Availability;
  const auto in_germany = [](const json& techniques) { return *read_availability(availability(techniques), "DE"); };
  CHECK(in_germany({{"dtg", {{"worldwide", "unknown"}}}}) == kAvailable);
  CHECK(in_germany({{"dtg", json::object()}}) == kAvailable);
  CHECK(in_germany(json::object()) == kAvailable);
  CHECK(in_germany({{"dtfilm", {{"worldwide", "out of stock"}}}, {"embroidery", {{"worldwide", "in stock"}}}}) == kOutOfStock);
  CHECK(in_germany({{"embroidery", {{"worldwide", "in stock"}}}}) == kNotPrinted);
  CHECK(read_availability("{}", "DE").error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "each variant is asked once, one that the catalog no longer has cannot be made") {
  http.answer(200, availability({{"dtg", {{"worldwide", "out of stock"}}}}));
  http.answer(404, R"({"type":"about:blank","title":"Not Found","status":404,"detail":"no"})");
  http.answer(200, availability({{"dtg", {{"worldwide", "in stock"}}}}));
  const auto missing = printful.unavailable_variants({"DE", {item(4012), item(4012), item(4013), item(4014)}});
  REQUIRE(missing);
  CHECK(*missing == std::vector<std::int64_t>{4012, 4013});
  REQUIRE(http.requests().size() == 3);
  CHECK(http.requests()[0].url == "https://printful.test/v2/catalog-variants/4012/availability?selling_region_name=all");
}

TEST_CASE_METHOD(Fixture, "a variant that is only embroidered is a fault of our catalog, not out of stock") {
  http.answer(200, availability({{"embroidery", {{"worldwide", "in stock"}}}}));
  const auto missing = printful.unavailable_variants({"DE", {item(4012)}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kInvalidInput);
  CHECK(missing.error().cause == "variant 4012 is only embroidered, not printed");
}

TEST_CASE("what is in stock is asked again after five minutes, what has run out each time") {
  RecordingHttpClient http;
  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderAnswers answers{clock};
  PrintfulFulfillment printful{http, kConfig, nullptr, nullptr, &answers};
  const auto missing = [&](std::int64_t variant, const char* country) { return printful.unavailable_variants({country, {item(variant)}})->size(); };
  http.answer(200, availability({{"dtg", {{"worldwide", "in stock"}}}}));
  CHECK(missing(4012, "DE") == 0);
  CHECK(missing(4012, "DE") == 0);
  CHECK(http.requests().size() == 1);
  http.answer(200, availability({{"dtg", {{"worldwide", "out of stock"}}}}));
  CHECK(missing(4012, "US") == 1);
  clock.advance(std::chrono::minutes{5});
  http.answer(200, availability({{"dtg", {{"worldwide", "out of stock"}}}}));
  CHECK(missing(4012, "DE") == 1);
  http.answer(200, availability({{"dtg", {{"worldwide", "out of stock"}}}}));
  CHECK(missing(4012, "US") == 1);
  CHECK(http.requests().size() == 4);
}

TEST_CASE_METHOD(Fixture, "a printer that does not say what it has is asked again") {
  http.answer(503, "<html>");
  CHECK(printful.unavailable_variants({"DE", {item(4012)}}).error().code == ErrorCode::kUnavailable);
}

TEST_CASE("a print file is fetched from its public address before an order names it") {
  RecordingHttpClient http;
  RecordingHttpClient outside;
  PrintfulFulfillment printful(http, kConfig, nullptr, &outside);
  const ports::FulfillmentRequest request{std::string(32, 'a'), {}, "", {item(4012), item(4013)}, {}, {}, {}};
  SECTION("it is there, with the bytes that its address names: one look is enough for two items") {
    outside.answer(200, kPicture, {{"content-type", "image/png"}});
    http.answer(200, R"({"code":200,"result":{"id":13,"status":"pending"}})");
    CHECK(printful.create_order(request));
    REQUIRE(outside.requests().size() == 1);
    CHECK(outside.requests()[0].url == kUrl);
    CHECK(outside.requests()[0].headers.empty());
  }
  SECTION("anything else keeps the order back, for now") {
    const auto& [status, body, type] = GENERATE(table<int, std::string, std::string>({{404, "", "text/html"},
                                                                                     {302, "", "text/html"},
                                                                                     {200, "<html>", "text/html"},
                                                                                     {200, "another picture", "image/png"},
                                                                                     {500, "", ""}}));
    outside.answer(status, body, {{"content-type", type}});
    const auto refused = printful.create_order(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kUnavailable);
    CHECK(http.requests().empty());
  }
  SECTION("an address that does not answer, too") {
    outside.fail_once();
    CHECK(printful.create_order(request).error().code == ErrorCode::kUnavailable);
    CHECK(http.requests().empty());
  }
}
