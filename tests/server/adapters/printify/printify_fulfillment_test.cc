#include "adapters/printify/printify_fulfillment.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"
#include "adapters/memory/manual_clock.h"
#include "adapters/memory/memory_provider_order_book.h"
#include "adapters/printify/order_json.h"

using adapters::http_client::RecordingHttpClient;
using adapters::printify::PrintifyFulfillment;
using base::ErrorCode;
using nlohmann::json;
using ports::FulfillmentState;
using namespace std::chrono_literals;

namespace {

const std::string kExternalId = "0f8fad5bd9cb469fa16570867728950e";
const std::string kShop = "https://printify.test/v1/shops/77";
const std::string kOrder = kShop + "/orders/5a96f649b2439217d070f507";

ports::FulfillmentRequest one_item_request() {
  ports::FulfillmentItem item;
  item.external_id = "line-1";
  item.variant_id = 32919;
  item.quantity = 2;
  item.retail_price = {4900, "USD"};
  item.name = "Unisex hoodie, Black / M";
  item.placement = "default";
  item.print_file_url = "https://shop.test/print/t/abc.png";
  item.printify = {{77, 99, 32919, "front"}};
  return {kExternalId,
          {"Ann Marie Lee", "1 Main St", "Apt 2", "Springfield", "CA", "90001", "US", "+15551234"},
          "ann@example.org",
          {item},
          {9800, "USD"},
          {0, "USD"},
          {499, "USD"},
          std::string(domain::kPrintify)};
}

std::string order_answer(const json& changes = json::object()) {
  json order = {{"id", "5a96f649b2439217d070f507"},
                {"status", "in-production"},
                {"sent_to_production_at", "2026-11-22 12:00:01+00:00"},
                {"created_at", "2026-11-22 12:00:00+00:00"},
                {"metadata", {{"shop_order_id", kExternalId}}},
                {"line_items", json::array()},
                {"shipments", json::array()}};
  order.merge_patch(changes);
  return order.dump();
}

std::string listed(const std::vector<json>& orders, int page = 1, int last = 1) {
  return json{{"current_page", page}, {"last_page", last}, {"data", orders}}.dump();
}

struct Fixture {
  RecordingHttpClient http;
  adapters::memory::ManualClock clock{*base::from_rfc3339("2026-11-22T12:00:00Z")};
  adapters::memory::MemoryProviderOrderBook book{clock};
  PrintifyFulfillment printify{{http, http, book}, {"https://printify.test/v1", base::Secret{"py-token"}, "77"}};
  ports::FulfillmentRequest request = one_item_request();

  // "POST /orders.json", in order.
  std::vector<std::string> asked() {
    std::vector<std::string> lines;
    for (const auto& sent : http.requests()) lines.push_back(sent.method + " " + sent.url.substr(kShop.size()));
    return lines;
  }
  void answer_to_a_whole_submission() {
    http.answer(200, R"({"id":"5a96f649b2439217d070f507"})");
    http.answer(200, "{}");
    http.answer(200, order_answer());
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "an order is created, its id kept, and then sent to production") {
  answer_to_a_whole_submission();
  const auto order = printify.create_order(request);
  REQUIRE(order);
  CHECK(order->id == "5a96f649b2439217d070f507");
  CHECK(order->external_id == kExternalId);
  CHECK(order->state == FulfillmentState::kInProduction);
  CHECK(asked() == std::vector<std::string>{"POST /orders.json", "POST /orders/5a96f649b2439217d070f507/send_to_production.json",
                                            "GET /orders/5a96f649b2439217d070f507.json"});
  CHECK((**book.find("printify", kExternalId)).provider_order_id == "5a96f649b2439217d070f507");
}

TEST_CASE_METHOD(Fixture, "the order names blueprint, print provider, variant, the printed place and where it goes") {
  answer_to_a_whole_submission();
  REQUIRE(printify.create_order(request));
  const auto sent = http.requests().at(0);
  const std::map<std::string, std::string> headers{sent.headers.begin(), sent.headers.end()};
  CHECK(headers.at("Authorization") == "Bearer py-token");
  CHECK_FALSE(headers.at("User-Agent").empty());
  CHECK_FALSE(sent.repeatable);
  CHECK(json::parse(sent.body) == json::parse(R"({
    "external_id": "0f8fad5bd9cb469fa16570867728950e", "label": "0f8fad5bd9cb469fa16570867728950e",
    "shipping_method": 1, "send_shipping_notification": false,
    "line_items": [{"print_provider_id": 99, "blueprint_id": 77, "variant_id": 32919, "quantity": 2,
                    "print_areas": {"front": "https://shop.test/print/t/abc.png"}}],
    "address_to": {"first_name": "Ann Marie", "last_name": "Lee", "email": "ann@example.org", "phone": "+15551234",
                   "country": "US", "region": "CA", "address1": "1 Main St", "address2": "Apt 2", "city": "Springfield",
                   "zip": "90001"}})"));
}

TEST_CASE_METHOD(Fixture, "who has one name, and a country without codes for its regions, is written so that Printify takes it") {
  request.recipient.name = "Cher";
  request.recipient.country = "DE";
  request.recipient.state = "Bavaria";
  const auto to = json::parse(adapters::printify::order_body(request))["address_to"];
  CHECK(to["first_name"] == "Cher");
  CHECK(to["last_name"] == "-");
  CHECK(to["region"] == "");
}

TEST_CASE_METHOD(Fixture, "an order that nobody has tried to make is not there, and Printify is not asked") {
  const auto found = printify.find_order(kExternalId);
  REQUIRE(found);
  CHECK_FALSE(*found);
  CHECK(asked().empty());
}

TEST_CASE_METHOD(Fixture, "when the answer to a create is lost, the order is searched for in the list and taken as ours") {
  http.answer(502, "bad gateway");
  CHECK(printify.create_order(request).error().code == ErrorCode::kUnavailable);
  const json other = {{"id", "other"}, {"created_at", "2026-11-22 12:00:05+00:00"}, {"metadata", {{"shop_order_id", "x"}}}};
  const json ours = {{"id", "5a96f649b2439217d070f507"}, {"created_at", "2026-11-22 12:00:00+00:00"}, {"metadata", {{"shop_order_id", kExternalId}}}};
  http.answer(200, listed({other, other}, 1, 2));
  http.answer(200, listed({ours}, 2, 2));
  http.answer(200, order_answer({{"status", "on-hold"}, {"sent_to_production_at", nullptr}}));
  const auto found = printify.find_order(kExternalId);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->unfinished);
  CHECK((*found)->state == FulfillmentState::kDraft);
  CHECK(asked()[1] == "GET /orders.json?limit=50&page=1");
  CHECK(asked()[2] == "GET /orders.json?limit=50&page=2");

  SECTION("and finished without a second create") {
    http.answer(200, "{}");
    http.answer(200, order_answer());
    REQUIRE(printify.create_order(request));
    CHECK(asked()[4] == "POST /orders/5a96f649b2439217d070f507/send_to_production.json");
  }
}

TEST_CASE_METHOD(Fixture, "a create that may still arrive is not repeated, once it cannot, and is in no page, another goes out") {
  http.answer(500, "");
  CHECK_FALSE(printify.create_order(request));
  http.answer(200, listed({}));
  REQUIRE_FALSE(*printify.find_order(kExternalId));
  CHECK(printify.create_order(request).error().code == ErrorCode::kUnavailable);
  CHECK(asked().size() == 2);
  clock.advance(adapters::printify::kCreateSettles);
  answer_to_a_whole_submission();
  REQUIRE(printify.create_order(request));
  CHECK(asked()[2] == "POST /orders.json");
}

TEST_CASE_METHOD(Fixture, "the search ends where the list has come to orders older than the try") {
  http.answer(500, "");
  CHECK_FALSE(printify.create_order(request));
  const json newer = {{"id", "a"}, {"created_at", "2026-11-22 12:01:00+00:00"}};
  const json older = {{"id", "b"}, {"created_at", "2026-11-22 09:00:00+00:00"}};
  http.answer(200, listed({newer, older}, 1, 30));
  REQUIRE(printify.find_order(kExternalId));
  CHECK(asked().size() == 2);
}

TEST_CASE_METHOD(Fixture, "a page that cannot be read is no proof that the order is not there") {
  http.answer(500, "");
  CHECK_FALSE(printify.create_order(request));
  for (const std::string body : {"", "<html>", "{}", R"({"data":[]})"}) {
    http.answer(200, body);
    CHECK(printify.find_order(kExternalId).error().code == ErrorCode::kUnavailable);
  }
}

TEST_CASE_METHOD(Fixture, "a create that surely had no effect is forgotten, so that the next one may go at once") {
  for (const int status : {400, 429}) {
    http.answer(status, R"({"status":"error","code":8150,"message":"Validation failed.","errors":{"reason":"zip is wrong"}})");
    CHECK_FALSE(printify.create_order(request));
    CHECK_FALSE(*book.find("printify", kExternalId));
  }
  http.fail_once();
  CHECK_FALSE(printify.create_order(request));
  CHECK_FALSE(*book.find("printify", kExternalId));
}

TEST_CASE_METHOD(Fixture, "an order that Printify refuses is refused, with its words, trouble on the way is tried again") {
  const auto code_of = [&](int status, const std::string& body) {
    http.answer(status, body);
    const auto made = printify.create_order(request);
    REQUIRE_FALSE(made);
    clock.advance(1h);
    return made.error();
  };
  const auto refused = code_of(400, R"({"status":"error","code":8150,"message":"Validation failed.","errors":{"reason":"zip is wrong"}})");
  CHECK(refused.code == ErrorCode::kInvalidInput);
  CHECK(refused.cause == "Printify answered 400: Validation failed. zip is wrong");
  CHECK(code_of(401, R"({"error":"Unauthenticated."})").cause.find("PRINTIFY_TOKEN") != std::string::npos);
  CHECK(code_of(429, R"({"error":"Too Many Attempts."})").code == ErrorCode::kRateLimited);
  CHECK(code_of(404, "<html>a proxy</html>").code == ErrorCode::kUnavailable);
  CHECK(code_of(503, "").code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "an order that was sent to production before is not refused: what is there now counts") {
  REQUIRE(book.begin("printify", kExternalId, 1min));
  REQUIRE(book.keep("printify", kExternalId, "5a96f649b2439217d070f507"));
  const std::string no = R"({"status":"error","code":8502,"message":"Operation failed.","errors":{"reason":"not possible"}})";
  http.answer(400, no);
  SECTION("it is under way") {
    http.answer(200, order_answer());
    CHECK(printify.create_order(request)->state == FulfillmentState::kInProduction);
  }
  SECTION("it was canceled meanwhile") {
    http.answer(200, order_answer({{"status", "canceled"}}));
    CHECK(printify.create_order(request)->state == FulfillmentState::kCanceled);
  }
  SECTION("it waits as before: Printify does not want it") {
    http.answer(200, order_answer({{"status", "on-hold"}, {"sent_to_production_at", nullptr}}));
    CHECK(printify.create_order(request).error().code == ErrorCode::kInvalidInput);
  }
}

TEST_CASE_METHOD(Fixture, "Printify's words become our states") {
  using adapters::printify::state_from;
  const std::pair<const char*, FulfillmentState> sent[] = {{"pending", FulfillmentState::kPending},
                                                           {"sending-to-production", FulfillmentState::kPending},
                                                           {"in-production", FulfillmentState::kInProduction},
                                                           {"on-hold", FulfillmentState::kOnHold},
                                                           {"payment-not-received", FulfillmentState::kOnHold},
                                                           {"has-issues", FulfillmentState::kOnHold},
                                                           {"partially-fulfilled", FulfillmentState::kPartlyShipped},
                                                           {"fulfilled", FulfillmentState::kShipped},
                                                           {"canceled", FulfillmentState::kCanceled},
                                                           {"unfulfillable", FulfillmentState::kFailed},
                                                           {"a new word", FulfillmentState::kOnHold}};
  for (const auto& [word, state] : sent) {
    INFO(word);
    CHECK(state_from(word, true) == state);
  }
  CHECK(state_from("on-hold", false) == FulfillmentState::kDraft);
  CHECK(state_from("pending", false) == FulfillmentState::kDraft);
  CHECK(state_from("canceled", false) == FulfillmentState::kCanceled);
  CHECK(state_from("payment-not-received", false) == FulfillmentState::kOnHold);
}

TEST_CASE_METHOD(Fixture, "an order that Printify itself no longer knows is not there, and a proxy that says so proves nothing") {
  REQUIRE(book.begin("printify", kExternalId, 1min));
  REQUIRE(book.keep("printify", kExternalId, "5a96f649b2439217d070f507"));
  http.answer(404, "<html>a proxy</html>");
  CHECK(printify.find_order(kExternalId).error().code == ErrorCode::kUnavailable);
  const std::string unknown = R"({"status":"error","code":8104,"message":"Not found.","errors":{"reason":"no such order"}})";
  http.answer(404, unknown);
  const auto found = printify.find_order(kExternalId);
  REQUIRE(found);
  CHECK_FALSE(*found);

  SECTION("what may only not be shown yet is not made a second time") {
    http.answer(404, unknown);
    http.answer(404, unknown);
    http.answer(200, listed({}));
    CHECK(printify.create_order(request).error().code == ErrorCode::kUnavailable);
    CHECK((**book.find("printify", kExternalId)).provider_order_id == "5a96f649b2439217d070f507");
  }
  SECTION("what Printify still lists is there, whatever else it says") {
    clock.advance(adapters::printify::kShownAfter);
    http.answer(404, unknown);
    http.answer(404, unknown);
    http.answer(200, listed({json::parse(order_answer())}));
    CHECK(printify.create_order(request).error().code == ErrorCode::kUnavailable);
    CHECK((**book.find("printify", kExternalId)).provider_order_id == "5a96f649b2439217d070f507");
  }
  SECTION("what was deleted is made anew, under another id") {
    clock.advance(adapters::printify::kShownAfter);
    http.answer(404, unknown);
    http.answer(404, unknown);
    http.answer(200, listed({}));
    http.answer(200, R"({"id":"6a96f649b2439217d070f507"})");
    http.answer(200, "{}");
    http.answer(200, order_answer({{"id", "6a96f649b2439217d070f507"}}));
    const auto order = printify.create_order(request);
    REQUIRE(order);
    CHECK(order->id == "6a96f649b2439217d070f507");
    CHECK((**book.find("printify", kExternalId)).provider_order_id == "6a96f649b2439217d070f507");
  }
  SECTION("to cancel it is to be tried again, and then it is not found") {
    http.answer(200, "{}");
    http.answer(404, unknown);
    CHECK(printify.cancel_order(kExternalId).error().code == ErrorCode::kUnavailable);
  }
}

TEST_CASE_METHOD(Fixture, "parcels come with tracking and delivery, and are known by their numbers") {
  const json sent = {{"carrier", "usps"}, {"number", "94001"}, {"url", "https://track.test/94001"}, {"delivered_at", nullptr}};
  const json arrived = {{"carrier", "usps"}, {"number", "94002"}, {"url", ""}, {"delivered_at", "2026-11-25 09:00:00+00:00"}};
  const auto order = adapters::printify::read_order(
      order_answer({{"status", "fulfilled"}, {"fulfilled_at", "2026-11-24 08:00:00+00:00"}, {"shipments", {sent, arrived}}}), kExternalId);
  REQUIRE(order);
  REQUIRE(order->parcels.size() == 2);
  CHECK(order->parcels[0].id == "94001");
  CHECK(order->parcels[0].shipped_at == *base::from_rfc3339("2026-11-24T08:00:00Z"));
  CHECK_FALSE(order->parcels[0].delivered);
  CHECK(order->parcels[0].provisional_id == "parcel 1");
  CHECK(order->parcels[1].delivered);
  CHECK_FALSE(adapters::printify::read_order("{}", kExternalId));
}

TEST_CASE_METHOD(Fixture, "what is not in the list of a print provider cannot be made, a garment it gave up is one request") {
  http.answer(200, R"({"id":99,"variants":[{"id":32918,"title":"Black / S","options":{"color":"Black","size":"S"}}]})");
  auto item = request.items[0];
  auto other = item;
  other.variant_id = 32918;
  CHECK(printify.unavailable_variants({"US", {item, other, item}}) == std::vector<std::int64_t>{32919});
  CHECK(http.requests().size() == 1);
  CHECK(http.requests()[0].url == "https://printify.test/v1/catalog/blueprints/77/print_providers/99/variants.json");
  http.answer(404, R"({"error":"Not found"})");
  CHECK(printify.unavailable_variants({"US", {item}}) == std::vector<std::int64_t>{32919});
  http.answer(200, "garbage");
  CHECK(printify.unavailable_variants({"US", {item}}).error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "an order is canceled by the id that was kept, one in production is past that") {
  REQUIRE(book.begin("printify", kExternalId, 1min));
  REQUIRE(book.keep("printify", kExternalId, "5a96f649b2439217d070f507"));
  http.answer(200, "{}");
  http.answer(200, order_answer({{"status", "canceled"}}));
  CHECK(printify.cancel_order(kExternalId)->state == FulfillmentState::kCanceled);
  CHECK(http.requests()[0].url == kOrder + "/cancel.json");
  http.answer(400, R"({"status":"error","code":8502,"message":"Operation failed."})");
  CHECK(printify.cancel_order(kExternalId).error().code == ErrorCode::kInvalidInput);
}

TEST_CASE_METHOD(Fixture, "an order whose print file cannot be fetched from outside is not sent") {
  RecordingHttpClient outside;
  PrintifyFulfillment careful{{http, http, book, nullptr, &outside}, {"https://printify.test/v1", base::Secret{"t"}, "77"}};
  outside.answer(404, "");
  CHECK(careful.create_order(request).error().code == ErrorCode::kUnavailable);
  CHECK(asked().empty());
}

TEST_CASE_METHOD(Fixture, "without a token nothing is sent, and nothing is written down") {
  PrintifyFulfillment none{{http, http, book}, {}};
  CHECK(none.create_order(request).error().code == ErrorCode::kUnavailable);
  CHECK(http.requests().empty());
  CHECK_FALSE(*book.find("printify", kExternalId));
}

TEST_CASE_METHOD(Fixture, "what the standard way to a country costs is asked with the articles and little time") {
  ports::FulfillmentQuery query{"US", request.items, true};
  http.answer(200, R"({"standard":715,"express":1099})");
  const auto rate = printify.shipping_rate(query);
  REQUIRE((rate && *rate));
  CHECK((*rate)->price == base::Money{715, "USD"});
  CHECK(asked() == std::vector<std::string>{"POST /orders/shipping.json"});
  CHECK(http.requests().at(0).hasty);
  CHECK(json::parse(http.requests().at(0).body) ==
        json{{"line_items", {{{"print_provider_id", 99}, {"blueprint_id", 77}, {"variant_id", 32919}, {"quantity", 2}}}},
             {"address_to", {{"country", "US"}, {"region", "CA"}}}});
  for (const char* none : {"{}", R"({"standard":-1})", R"({"standard":"7"})", "<html>", "[]"}) {
    http.answer(200, none);
    CHECK(printify.shipping_rate(query).error().code == ErrorCode::kUnavailable);
  }
}
