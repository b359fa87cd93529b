// POST /shipping/rates: what is asked, what is made of the answers, and how seldom.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"
#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_answers.h"
#include "adapters/memory/memory_provider_gate.h"
#include "adapters/printful/printful_fulfillment.h"
#include "adapters/printful/shipping_json.h"

using adapters::http_client::RecordingHttpClient;
using adapters::printful::PrintfulConfig;
using adapters::printful::PrintfulFulfillment;
using adapters::printful::read_standard_rate;
using base::ErrorCode;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

std::string rates(const std::string& standard) {
  return json{{"code", 200},
              {"result", {{{"id", "PRINTFUL_FAST"}, {"rate", "19.99"}, {"currency", "USD"}},
                          {{"id", "STANDARD"}, {"name", "Flat Rate"}, {"rate", standard}, {"currency", "USD"}}}}}
      .dump();
}

ports::FulfillmentQuery cart_to(const std::string& country, const std::vector<std::pair<std::int64_t, int>>& things = {{4012, 2}}) {
  ports::FulfillmentQuery query{country, {}};
  for (const auto& [variant, quantity] : things) {
    ports::FulfillmentItem item;
    item.variant_id = variant;
    item.quantity = quantity;
    query.items.push_back(item);
  }
  return query;
}

struct Fixture {
  RecordingHttpClient http;
  adapters::memory::ManualClock clock;
  adapters::memory::MemoryProviderAnswers answers{clock};
  adapters::memory::MemoryProviderGate gate{clock};
  PrintfulFulfillment printful{http, PrintfulConfig{"https://printful.test", base::Secret{"pf-token"}, "77"}, &gate, nullptr, &answers};

  ports::ShippingRate rate(const ports::FulfillmentQuery& query) {
    const auto told = printful.shipping_rate(query);
    REQUIRE((told && *told));
    return **told;
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the standard way is asked for as the API describes it, and with a state where it wants one") {
  http.answer(200, rates("13.60"));
  CHECK(rate(cart_to("DE")).price == base::Money{1360, "USD"});
  const auto request = http.requests().at(0);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://printful.test/shipping/rates");
  CHECK(json::parse(request.body) == json{{"recipient", {{"country_code", "DE"}}},
                                          {"items", {{{"variant_id", "4012"}, {"quantity", 2}}}},
                                          {"currency", "USD"},
                                          {"locale", "en_US"}});
  for (const auto& [country, state] : std::map<std::string, std::string>{{"US", "CA"}, {"CA", "ON"}, {"AU", "NSW"}}) {
    http.answer(200, rates("1.00"));
    rate(cart_to(country));
    CHECK(json::parse(http.requests().back().body)["recipient"] == json{{"country_code", country}, {"state_code", state}});
  }
}

TEST_CASE("a rate is read to the cent, what is none is not taken for one") {
  CHECK(read_standard_rate(rates("13.6"))->minor == 1360);
  CHECK(read_standard_rate(rates("13"))->minor == 1300);
  CHECK(read_standard_rate(rates("0.05"))->minor == 5);
  for (const char* none : {"", ".5", "-1.00", "1.234", "1,50", "9999999999.00", "free"}) {
    CHECK(read_standard_rate(rates(none)).error().code == ErrorCode::kUnavailable);
  }
  CHECK_FALSE(read_standard_rate(R"({"code":200,"result":[]})"));
  CHECK_FALSE(read_standard_rate("<html>"));
}

TEST_CASE_METHOD(Fixture, "the same things to the same country are asked for once in a quarter of an hour") {
  http.answer(200, rates("4.69"));
  CHECK(rate(cart_to("DE", {{4012, 1}, {5530, 2}})).price.minor == 469);
  CHECK(rate(cart_to("DE", {{5530, 1}, {4012, 1}, {5530, 1}})).price.minor == 469);
  CHECK(http.requests().size() == 1);
  clock.advance(15min);
  http.answer(200, rates("5.69"));
  CHECK(rate(cart_to("DE", {{4012, 1}, {5530, 2}})).price.minor == 569);
}

TEST_CASE_METHOD(Fixture, "a printer that does not answer is taken at its word of the last day, then at none") {
  http.answer(200, rates("4.69"));
  rate(cart_to("DE"));
  clock.advance(20h);
  http.answer(503, "<html>");
  const auto remembered = rate(cart_to("DE"));
  CHECK(remembered.price.minor == 469);
  CHECK(remembered.remembered);
  clock.advance(4h);
  http.answer(503, "<html>");
  CHECK(printful.shipping_rate(cart_to("DE")).error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "carts are not asked for while orders need the printer") {
  for (int i = 0; i < domain::kPrintfulRules.burst / 2 + 1; ++i) REQUIRE(gate.pass("printful"));
  CHECK(printful.shipping_rate(cart_to("DE")).error().code == ErrorCode::kRateLimited);
  CHECK(http.requests().empty());
  clock.advance(domain::kPrintfulRules.spacing * 2);
  http.answer(200, rates("4.69"));
  CHECK(rate(cart_to("DE")).price.minor == 469);
}

TEST_CASE_METHOD(Fixture, "more than 100 pieces are asked for in equal parts, rounded up, and paid as often") {
  http.answer(200, rates("10.00"));
  CHECK(rate(cart_to("DE", {{4012, 100}, {4013, 1}})).price.minor == 2000);
  CHECK(json::parse(http.requests().at(0).body)["items"] ==
        json{{{"variant_id", "4012"}, {"quantity", 50}}, {{"variant_id", "4013"}, {"quantity", 1}}});
  http.answer(200, rates("10.00"));
  CHECK(rate(cart_to("DE", {{4012, 100}})).price.minor == 1000);
}

TEST_CASE_METHOD(Fixture, "somebody who waits for a page asks what is in stock with little time, and not while orders need the printer") {
  auto query = cart_to("DE");
  query.hasty = true;
  http.answer(404, R"({"code":404,"result":"no","error":{"reason":"NotFound","message":"no"}})");
  CHECK(printful.unavailable_variants(query) == std::vector<std::int64_t>{4012});
  CHECK(http.requests().at(0).hasty);
  CHECK(http.requests().at(0).timeout_ms <= 2'000);
  for (int i = 0; i < domain::kPrintfulRules.burst / 2 + 1; ++i) REQUIRE(gate.pass("printful"));
  CHECK(printful.unavailable_variants(query).error().code == ErrorCode::kRateLimited);
  CHECK(http.requests().size() == 1);
}
