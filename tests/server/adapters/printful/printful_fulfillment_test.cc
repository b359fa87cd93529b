#include "adapters/printful/printful_fulfillment.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "adapters/http_client/recording_http_client.h"
#include "adapters/printful/order_json.h"

using adapters::http_client::RecordingHttpClient;
using adapters::printful::PrintfulConfig;
using adapters::printful::PrintfulFulfillment;
using base::ErrorCode;
using nlohmann::json;
using ports::FulfillmentState;

namespace {

const std::string kExternalId = "0f8fad5bd9cb469fa16570867728950e";

std::string order_answer(const json& changes = json::object()) {
  json order = {{"id", 13}, {"external_id", kExternalId}, {"status", "pending"}, {"shipments", json::array()}};
  order.merge_patch(changes);
  return json{{"code", 200}, {"result", order}}.dump();
}

std::string v1_error(int code, const std::string& reason, const std::string& message) {
  return json{{"code", code}, {"result", message}, {"error", {{"reason", reason}, {"message", message}}}}.dump();
}

// The properties of a schema in `spec`, through references and allOf.
json known_properties(const json& spec, const json& schema) {
  if (schema.contains("$ref")) {
    return known_properties(spec, spec.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))));
  }
  json known = schema.value("properties", json::object());
  for (const json& part : schema.value("allOf", json::array())) known.update(known_properties(spec, part));
  return known;
}

ports::FulfillmentRequest one_item_request() {
  ports::FulfillmentItem item;
  item.external_id = "line-1";
  item.variant_id = 4012;
  item.quantity = 2;
  item.retail_price = {2900, "USD"};
  item.name = "Unisex tee, White / M";
  item.placement = "default";
  item.print_file_url = "https://shop.test/print/t/abc.png";
  return {kExternalId,
          {"Ann Lee", "1 Main St", "Apt 2", "Springfield", "CA", "90001", "US", "+15551234"},
          "ann@example.org",
          {item},
          {5800, "USD"},
          {0, "USD"},
          {705, "USD"}};
}

const json kShipment = {{"id", 10},
                        {"carrier", "USPS"},
                        {"tracking_number", 39925631},
                        {"tracking_url", "https://track.test/39925631"},
                        {"shipped_at", "1588716060"}};

struct Fixture {
  RecordingHttpClient http;
  PrintfulFulfillment printful{http, PrintfulConfig{"https://printful.test", base::Secret{"pf-token"}, "77"}};
  ports::FulfillmentRequest request = one_item_request();
};

}  // namespace

TEST_CASE_METHOD(Fixture, "an order goes to Printful confirmed, with our prices, our ids and one file an item") {
  http.answer(200, order_answer());
  const auto order = printful.create_order(request);
  REQUIRE(order);
  CHECK(order->id == "13");
  CHECK(order->external_id == kExternalId);
  CHECK(order->state == FulfillmentState::kPending);

  const auto sent = http.requests().at(0);
  CHECK(sent.method == "POST");
  CHECK(sent.url == "https://printful.test/orders?confirm=true");
  const std::map<std::string, std::string> headers{sent.headers.begin(), sent.headers.end()};
  CHECK(headers.at("Authorization") == "Bearer pf-token");
  CHECK(headers.at("X-PF-Store-Id") == "77");
  CHECK(json::parse(sent.body) == json::parse(R"({
    "external_id": "0f8fad5bd9cb469fa16570867728950e", "shipping": "STANDARD",
    "recipient": {"name": "Ann Lee", "address1": "1 Main St", "address2": "Apt 2", "city": "Springfield",
                  "state_code": "CA", "country_code": "US", "zip": "90001", "phone": "+15551234", "email": "ann@example.org"},
    "items": [{"external_id": "line-1", "variant_id": 4012, "quantity": 2, "retail_price": "29.00",
               "name": "Unisex tee, White / M", "files": [{"type": "default", "url": "https://shop.test/print/t/abc.png"}]}],
    "retail_costs": {"currency": "USD", "subtotal": "58.00", "shipping": "7.05"}})"));
}

TEST_CASE_METHOD(Fixture, "a discount stands on the papers of the parcel") {
  request.discount = {580, "USD"};
  http.answer(200, order_answer());
  REQUIRE(printful.create_order(request));
  CHECK(json::parse(http.requests().at(0).body)["retail_costs"]["discount"] == "5.80");
}

TEST_CASE_METHOD(Fixture, "every field of the order is one that Printful's published description knows") {
  const char* specs = std::getenv("PICASSO_SPECS_DIR");
  std::ifstream file(std::string(specs ? specs : "") + "/printful/openapi-v1.json");
  if (!file) {
    WARN("skipped: PICASSO_SPECS_DIR does not name the folder of published schemas");
    return;
  }
  const json spec = json::parse(file);
  request.discount = {580, "USD"};
  const auto properties = [&](const json& schema) { return known_properties(spec, schema); };
  const auto check_all = [](const json& object, const json& known) {
    for (const auto& [name, value] : object.items()) {
      INFO(name);
      CHECK(known.contains(name));
    }
  };
  const json sent = json::parse(adapters::printful::order_body(request));
  const json order = properties(json{{"$ref", "#/components/schemas/Order"}});
  check_all(sent, order);
  check_all(sent["recipient"], properties(order["recipient"]));
  check_all(sent["retail_costs"], properties(order["retail_costs"]));
  const json item = properties(order["items"]["items"]);
  check_all(sent["items"][0], item);
  check_all(sent["items"][0]["files"][0], properties(item["files"]["items"]));
}

TEST_CASE_METHOD(Fixture, "a state is a code, so it is only sent to the countries that have codes") {
  request.recipient.country = "DE";
  request.recipient.state = "Bavaria";
  http.answer(200, order_answer());
  REQUIRE(printful.create_order(request));
  CHECK_FALSE(json::parse(http.requests().at(0).body)["recipient"].contains("state_code"));
}

TEST_CASE_METHOD(Fixture, "an order is found by our id, Printful's own 404 means there is none") {
  http.answer(404, v1_error(404, "NotFound", "Not Found"));
  const auto none = printful.find_order(kExternalId);
  REQUIRE(none);
  CHECK_FALSE(*none);
  CHECK(http.requests().at(0).url == "https://printful.test/orders/@" + kExternalId);
  http.answer(200, order_answer({{"status", "inprocess"}}));
  const auto found = printful.find_order(kExternalId);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->state == FulfillmentState::kInProduction);
}

TEST_CASE_METHOD(Fixture, "a 404 that is not Printful's does not let a second order be made") {
  http.answer(404, "<html>nginx</html>");
  CHECK(printful.find_order(kExternalId).error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "parcels come with tracking, a number as well as a text, and with what v2 knows of delivery") {
  json second = kShipment;
  second["id"] = 11;
  second["tracking_number"] = "9400-1";
  http.answer(200, order_answer({{"status", "partial"}, {"shipments", {kShipment, second}}}));
  http.answer(200, R"({"data":[{"id":11,"shipment_status":"shipped","delivery_status":"delivered"},{"id":10,"delivery_status":"in_transit"}]})");
  const auto found = printful.find_order(kExternalId);
  REQUIRE(found);
  const auto& parcels = (*found)->parcels;
  REQUIRE(parcels.size() == 2);
  CHECK(parcels[0].id == "10");
  CHECK(parcels[0].tracking_number == "39925631");
  CHECK(parcels[0].tracking_url == "https://track.test/39925631");
  CHECK(parcels[0].carrier == "USPS");
  CHECK(parcels[0].shipped_at == base::from_unix_seconds(1588716060));
  CHECK_FALSE(parcels[0].delivered);
  CHECK(parcels[1].delivered);
  CHECK_FALSE((*found)->delivery_unclear);
  CHECK(http.requests().at(1).url == "https://printful.test/v2/orders/13/shipments?limit=100");
}

TEST_CASE_METHOD(Fixture, "tracking does not depend on v2 answering, but what it could not say for now is asked again") {
  const std::string shipped = order_answer({{"status", "fulfilled"}, {"shipments", {kShipment}}});
  const auto find = [&] {
    const auto found = printful.find_order(kExternalId);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->state == FulfillmentState::kShipped);
    CHECK((*found)->parcels.at(0).tracking_number == "39925631");
    return **found;
  };
  for (const int status : {500, 503, 429, 419}) {
    INFO(status);
    http.answer(200, shipped);
    http.answer(status, "");
    CHECK(find().delivery_unclear);
  }
  http.answer(200, shipped);
  http.answer(200, "<html>");
  CHECK(find().delivery_unclear);
  http.answer(200, shipped);
  http.fail_once();
  CHECK(find().delivery_unclear);
}

TEST_CASE_METHOD(Fixture, "a v2 that refuses for good is not asked for ever") {
  for (const int status : {400, 401, 403, 404}) {
    INFO(status);
    http.answer(200, order_answer({{"status", "fulfilled"}, {"shipments", {kShipment}}}));
    http.answer(status, R"({"title":"no"})");
    const auto found = printful.find_order(kExternalId);
    REQUIRE(found);
    CHECK_FALSE((*found)->delivery_unclear);
    CHECK_FALSE((*found)->parcels.at(0).delivered);
  }
}

TEST_CASE_METHOD(Fixture, "parcels name our order lines, and tell of returns and of what was sent again") {
  json first = kShipment;
  first["items"] = {{{"item_id", 5}, {"quantity", 2}}, {{"item_id", 6}, {"quantity", 1}}};
  json again = kShipment;
  again.update({{"id", 11}, {"tracking_number", "T-2"}, {"reshipment", true}, {"items", json::array()}});
  http.answer(200, order_answer({{"status", "fulfilled"},
                                 {"items", {{{"id", 5}, {"external_id", "line-1"}}, {{"id", 6}, {"external_id", nullptr}}}},
                                 {"shipments", {first, again}}}));
  http.answer(200, json{{"data", {{{"id", 10}, {"shipment_status", "returned"}, {"delivered_at", "2026-11-20T10:00:00Z"}},
                                  {{"id", 11}, {"delivery_status", "return_to_sender"}}}}}
                       .dump());
  const auto found = printful.find_order(kExternalId);
  REQUIRE(found);
  const auto& parcels = (*found)->parcels;
  REQUIRE(parcels.size() == 2);
  CHECK(parcels[0].items == std::vector<domain::ShippedItem>{{"line-1", 2}});
  CHECK_FALSE(parcels[0].reshipment);
  CHECK(parcels[0].returned);
  CHECK_FALSE(parcels[0].delivered);
  CHECK(parcels[1].reshipment);
  CHECK(parcels[1].returned);
}

TEST_CASE_METHOD(Fixture, "a failure is told in the printer's own words") {
  http.answer(200, order_answer({{"status", "failed"}, {"error", "The card was declined"}}));
  CHECK((*printful.find_order(kExternalId))->reason == "The card was declined");
}

TEST_CASE("every state of Printful has a meaning, an unknown one asks for a person") {
  using adapters::printful::state_from;
  CHECK(state_from("draft", false) == FulfillmentState::kDraft);
  CHECK(state_from("pending", false) == FulfillmentState::kPending);
  CHECK(state_from("failed", false) == FulfillmentState::kFailed);
  CHECK(state_from("canceled", false) == FulfillmentState::kCanceled);
  CHECK(state_from("inreview", false) == FulfillmentState::kOnHold);
  CHECK(state_from("inprocess", false) == FulfillmentState::kInProduction);
  CHECK(state_from("onhold", false) == FulfillmentState::kOnHold);
  CHECK(state_from("partial", true) == FulfillmentState::kPartlyShipped);
  CHECK(state_from("fulfilled", true) == FulfillmentState::kShipped);
  CHECK(state_from("archived", true) == FulfillmentState::kShipped);
  CHECK(state_from("archived", false) == FulfillmentState::kCanceled);
  CHECK(state_from("teleported", false) == FulfillmentState::kOnHold);
}

TEST_CASE_METHOD(Fixture, "a failed print file is named as the reason") {
  http.answer(200, order_answer({{"status", "failed"},
                                 {"items", {{{"external_id", "line-1"}, {"files", {{{"status", "failed"}}}}}}}}));
  const auto found = printful.find_order(kExternalId);
  REQUIRE(found);
  CHECK((*found)->reason == "print file of item line-1 failed");
}

TEST_CASE_METHOD(Fixture, "an order is canceled by our id, in v1, one that is being printed is not") {
  auto canceled = json::parse(order_answer());
  canceled["result"]["status"] = "canceled";
  http.answer(200, canceled.dump());
  const auto order = printful.cancel_order(kExternalId);
  REQUIRE(order);
  CHECK(order->state == FulfillmentState::kCanceled);
  CHECK(http.requests().at(0).method == "DELETE");
  CHECK(http.requests().at(0).url == std::string("https://printful.test/orders/@") + kExternalId);
  http.answer(400, R"({"code":400,"result":"Order cannot be canceled","error":{"reason":"BadRequest","message":"no"}})");
  CHECK(printful.cancel_order(kExternalId).error().code == base::ErrorCode::kInvalidInput);
}

TEST_CASE_METHOD(Fixture, "each refusal has its own meaning, in v1's form and in v2's") {
  const auto error_of = [&](int status, const std::string& body) {
    http.answer(status, body, {{"retry-after", "17"}});
    return printful.create_order(request).error();
  };
  CHECK(error_of(400, v1_error(400, "OR-13", "external id is in use")).code == ErrorCode::kConflict);
  CHECK(error_of(400, v1_error(400, "BadRequest", "EXTERNAL_ID_IN_USE")).code == ErrorCode::kConflict);
  CHECK(error_of(400, R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"[OR-13] taken"})").code ==
        ErrorCode::kConflict);
  const auto invalid = error_of(400, v1_error(400, "BadRequest", "State code is missing"));
  CHECK(invalid.code == ErrorCode::kInvalidInput);
  CHECK(invalid.cause.find("State code is missing") != std::string::npos);
  CHECK(error_of(431, v1_error(431, "", "bad parameter")).code == ErrorCode::kInvalidInput);
  const auto limited = error_of(429, R"({"type":"about:blank","title":"Too Many Requests","status":429})");
  CHECK(limited.code == ErrorCode::kRateLimited);
  CHECK(limited.cause.find("Retry-After 17") != std::string::npos);
  CHECK(error_of(419, v1_error(419, "", "rate")).code == ErrorCode::kRateLimited);
  CHECK(error_of(502, "<html>").code == ErrorCode::kUnavailable);
  CHECK(error_of(200, "<html>").code == ErrorCode::kUnavailable);
  const auto token = error_of(401, v1_error(401, "Unauthorized", "expired"));
  CHECK(token.code == ErrorCode::kInternal);
  CHECK(token.cause.find("PRINTFUL_TOKEN") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "after silence nothing is repeated: the order might be there") {
  http.fail_once();
  CHECK(printful.create_order(request).error().code == ErrorCode::kUnavailable);
  CHECK(http.requests().size() == 1);
}

TEST_CASE_METHOD(Fixture, "an external id that Printful would refuse is not sent") {
  for (const std::string id : {"", "0f8fad5b-d9cb-469f-a165-70867728950e", "a/b", "a b"}) {
    request.external_id = id;
    CHECK(printful.create_order(request).error().code == ErrorCode::kInvalidInput);
    CHECK(printful.find_order(id).error().code == ErrorCode::kInvalidInput);
  }
  CHECK(http.requests().empty());
}

TEST_CASE_METHOD(Fixture, "what befell a parcel is told although the order's own word has not changed") {
  const auto told = [&](const json& order, const json& shipment) {
    http.answer(200, order_answer(order));
    http.answer(200, json{{"data", {shipment}}}.dump());
    const auto found = printful.find_order(kExternalId);
    REQUIRE((found && *found));
    return **found;
  };
  const json made = {{"status", "inprocess"}};
  const json sent = {{"status", "fulfilled"}, {"shipments", {kShipment}}};
  for (const auto& [status, reason] : std::map<std::string, std::string>{{"outstock", "a parcel is out of stock"},
                                                                        {"onhold", "a parcel is on hold"},
                                                                        {"canceled", "a parcel was canceled"}}) {
    const auto order = told(made, {{"id", 10}, {"shipment_status", status}});
    CHECK(order.state == FulfillmentState::kOnHold);
    CHECK(order.reason == reason);
    CHECK(order.provider_state == "inprocess");
    CHECK(told(sent, {{"id", 12}, {"shipment_status", status}}).state == FulfillmentState::kShipped);
  }
  CHECK(told(made, {{"id", 10}, {"shipment_status", "pending"}}).state == FulfillmentState::kInProduction);
  for (const char* status : {"failure", "canceled"}) {
    CHECK(told(sent, {{"id", 10}, {"shipment_status", "shipped"}, {"delivery_status", status}}).state == FulfillmentState::kOnHold);
  }
  const json late = {{"id", 10}, {"delivery_status", "failure"}, {"delivered_at", "2026-11-20T10:00:00Z"}};
  CHECK(told(sent, late).state == FulfillmentState::kShipped);
  CHECK(told(sent, late).parcels.at(0).delivered);
}

TEST_CASE_METHOD(Fixture, "a parcel that was sent in place of one that was not delivered ends the trouble") {
  http.answer(200, order_answer({{"status", "fulfilled"}, {"shipments", {kShipment}}}));
  http.answer(200, json{{"data", {{{"id", 10}, {"delivery_status", "failure"}}, {{"id", 11}, {"is_reshipment", true}}}}}.dump());
  CHECK((*printful.find_order(kExternalId))->state == FulfillmentState::kShipped);
}

TEST_CASE_METHOD(Fixture, "an order that failed is not called held because of its parcels") {
  http.answer(200, order_answer({{"status", "failed"}, {"error", "no"}, {"shipments", {kShipment}}}));
  http.answer(200, R"({"data":[{"id":10,"shipment_status":"onhold"}]})");
  const auto found = printful.find_order(kExternalId);
  CHECK((*found)->state == FulfillmentState::kFailed);
  CHECK((*found)->reason == "no");
}
