#include <catch2/catch.hpp>

#include "sandbox/services/printful/production.h"
#include "sandbox/stand_ins.h"

using Json = nlohmann::json;

namespace {

Json order(const std::string& external_id = "order-1") {
  return {{"external_id", external_id},
          {"recipient",
           {{"name", "Ann"},
            {"address1", "1 Main St"},
            {"city", "Springfield"},
            {"state_code", "IL"},
            {"country_code", "US"},
            {"zip", "62701"}}},
          {"items",
           {{{"variant_id", 4012},
             {"quantity", 1},
             {"retail_price", "29.00"},
             {"files", {{{"type", "default"}, {"url", "http://shop.test/print/t/a.png"}}}}}}}};
}

Json changed(const char* pointer, const Json& value) {
  Json wanted = order();
  wanted[Json::json_pointer(pointer)] = value;
  return wanted;
}

http::Response create(StandIns& stand_ins, const Json& wanted, bool confirm = true) {
  return stand_ins.printful("POST", "/orders", wanted,
                            confirm ? std::map<std::string, std::string, std::less<>>{{"confirm", "true"}}
                                    : std::map<std::string, std::string, std::less<>>{});
}

// What the download would have found.
void set_files(StandIns& stand_ins, const std::string& status) {
  const auto access = stand_ins.world().state.edit();
  for (auto& stored : access.root["printful"]["orders"]) {
    for (auto& item : stored["object"]["items"]) {
      for (auto& file : item["files"]) file["status"] = status;
    }
  }
}

std::string status_of(StandIns& stand_ins) {
  return json_of(stand_ins.printful("GET", "/orders/@order-1"))["result"]["status"];
}

void advance(StandIns& stand_ins) { sandbox::printful::advance_orders(stand_ins.world()); }

}  // namespace

TEST_CASE("an order is a draft until it is confirmed") {
  StandIns stand_ins;
  const auto draft = json_of(create(stand_ins, order(), false))["result"];
  CHECK(draft["status"] == "draft");
  CHECK(draft["external_id"] == "order-1");
  CHECK(draft["costs"]["total"] == "15.94");
  CHECK(draft["items"][0]["files"][0]["status"] == "waiting");
  const std::string id = std::to_string(draft["id"].get<int>());
  CHECK(json_of(stand_ins.printful("POST", "/orders/" + id + "/confirm"))["result"]["status"] == "pending");
  CHECK(stand_ins.printful("POST", "/orders/" + id + "/confirm").status == 400);
  CHECK(json_of(stand_ins.printful("GET", "/orders/" + id))["result"]["status"] == "pending");
}

TEST_CASE("an external id is used once") {
  StandIns stand_ins;
  CHECK(create(stand_ins, order()).status == 200);
  const auto again = create(stand_ins, order());
  CHECK(again.status == 400);
  CHECK(json_of(again)["error"]["reason"] == "OR-13");
  CHECK(json_of(again)["code"] == 400);
  CHECK(json_of(stand_ins.printful("GET", "/orders"))["paging"]["total"] == 1);
}

TEST_CASE("orders that cannot be made are refused") {
  StandIns stand_ins;
  const auto [pointer, value] = GENERATE(table<const char*, Json>({
      {"/external_id", "has spaces"},
      {"/external_id", std::string(33, 'a')},
      {"/recipient", nullptr},
      {"/recipient/name", ""},
      {"/recipient/city", ""},
      {"/recipient/zip", ""},
      {"/recipient/state_code", ""},
      {"/recipient/state_code", "Illinois"},
      {"/recipient/country_code", "USA"},
      {"/recipient/country_code", "us"},
      {"/items", Json::array()},
      {"/items/0/variant_id", 71},
      {"/items/0/variant_id", "4012"},
      {"/items/0/quantity", 0},
      {"/items/0/quantity", 1001},
      {"/items/0/retail_price", 29},
      {"/items/0/files", Json::array()},
      {"/items/0/files/0/type", "front_dtf_hat"},
      {"/items/0/files/0/url", "file:///etc/passwd"},
      {"/items/0/files/0/url", ""},
  }));
  CAPTURE(pointer, value);
  const auto answer = create(stand_ins, changed(pointer, value));
  CHECK(answer.status == 400);
  CHECK_FALSE(json_of(answer)["error"]["message"].get<std::string>().empty());
  CHECK(json_of(stand_ins.printful("GET", "/orders"))["paging"]["total"] == 0);
}

TEST_CASE("a country without states needs no state code") {
  StandIns stand_ins;
  Json wanted = changed("/recipient/country_code", "CH");
  wanted["recipient"].erase("state_code");
  CHECK(create(stand_ins, wanted).status == 200);
}

TEST_CASE("token and store are checked") {
  StandIns stand_ins;
  auto call = StandIns::request("GET", "/printful/orders");
  CHECK(stand_ins.send(call).status == 401);
  call.headers["authorization"] = "Bearer wrong";
  CHECK(stand_ins.send(call).status == 401);
  call.headers["authorization"] = "Bearer printful-token";
  CHECK(stand_ins.send(call).status == 400);
  call.headers["x-pf-store-id"] = "78";
  CHECK(stand_ins.send(call).status == 403);
  call.headers["x-pf-store-id"] = "77";
  CHECK(stand_ins.send(call).status == 200);
}

TEST_CASE("an order goes from files to production to a parcel with a tracking number") {
  StandIns stand_ins;
  create(stand_ins, order());
  advance(stand_ins);
  CHECK(status_of(stand_ins) == "pending");
  set_files(stand_ins, "ok");
  advance(stand_ins);
  CHECK(status_of(stand_ins) == "inprocess");
  CHECK(stand_ins.printful("DELETE", "/orders/@order-1").status == 400);
  stand_ins.now_ms += 8000;
  advance(stand_ins);
  CHECK(status_of(stand_ins) == "fulfilled");
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"shipment_sent"});

  const auto shipments = json_of(stand_ins.printful("GET", "/v2/orders/@order-1/shipments"));
  REQUIRE(shipments["data"].size() == 1);
  CHECK(shipments["data"][0]["order_external_id"] == "order-1");
  CHECK(shipments["data"][0]["tracking_number"].get<std::string>().size() == 22);
  CHECK(shipments["data"][0]["shipment_status"] == "shipped");
  CHECK(shipments["paging"]["total"] == 1);

  CHECK(sandbox::printful::deliver(stand_ins.world(), "@order-1"));
  CHECK_FALSE(sandbox::printful::deliver(stand_ins.world(), "@order-1"));
  CHECK(stand_ins.waiting_webhooks().back() == "shipment_delivered");
}

TEST_CASE("an unusable file fails the order, which can still be canceled") {
  StandIns stand_ins;
  create(stand_ins, order());
  set_files(stand_ins, "failed");
  advance(stand_ins);
  CHECK(status_of(stand_ins) == "failed");
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"order_failed"});
  CHECK(json_of(stand_ins.printful("DELETE", "/orders/@order-1"))["result"]["status"] == "canceled");
}

TEST_CASE("people at the printer hold, release, fail and cancel orders by button") {
  StandIns stand_ins;
  const auto id = std::to_string(json_of(create(stand_ins, order()))["result"]["id"].get<int>());
  const auto press = [&](const char* action) {
    return stand_ins.submit("/printful-orders", {{"order", id}, {"action", action}}).status;
  };
  CHECK(press("ship") == 409);
  CHECK(press("hold") == 303);
  CHECK(status_of(stand_ins) == "onhold");
  CHECK(press("unhold") == 303);
  CHECK(press("fail") == 303);
  CHECK(press("cancel") == 409);
  CHECK(press("dance") == 409);
  CHECK(stand_ins.waiting_webhooks() ==
        std::vector<std::string>{"order_put_hold", "order_remove_hold", "order_failed"});
  CHECK(stand_ins.get("/printful-orders").body.find("order-1") != std::string::npos);
}

TEST_CASE("a photograph to be embroidered waits for a person") {
  StandIns stand_ins;
  create(stand_ins, changed("/items/0/variant_id", 7853));
  set_files(stand_ins, "ok");
  advance(stand_ins);
  CHECK(status_of(stand_ins) == "onhold");
}

TEST_CASE("rates and costs need a country and items") {
  StandIns stand_ins;
  const Json wanted = {{"recipient", {{"country_code", "CH"}}}, {"items", {{{"variant_id", 4012}, {"quantity", 2}}}}};
  CHECK(json_of(stand_ins.printful("POST", "/shipping/rates", wanted))["result"][0]["rate"] == "6.89");
  CHECK(json_of(stand_ins.printful("POST", "/orders/estimate-costs", wanted))["result"]["costs"]["total"] == 29.39);
  CHECK(stand_ins.printful("POST", "/shipping/rates", {{"items", wanted["items"]}}).status == 400);
  CHECK(stand_ins.printful("POST", "/shipping/rates", {{"recipient", {{"country_code", "US"}}}, {"items", wanted["items"]}}).status == 400);
  const Json as_described = {{"recipient", {{"country_code", "AU"}, {"state_code", "NSW"}}},
                             {"items", {{{"variant_id", "4012"}, {"quantity", 1}}}},
                             {"currency", "USD"},
                             {"locale", "en_US"}};
  CHECK(json_of(stand_ins.printful("POST", "/shipping/rates", as_described))["result"][0]["rate"] == "7.19");
  Json unknown = as_described;
  unknown["items"][0]["variant_id"] = "71x";
  CHECK(stand_ins.printful("POST", "/shipping/rates", unknown).status == 400);
  CHECK(stand_ins.printful("POST", "/orders", Json("not an object")).status == 400);
}

TEST_CASE("more than 120 requests a minute lock the caller out for a minute") {
  StandIns stand_ins;
  for (int i = 0; i < 120; ++i) REQUIRE(stand_ins.printful("GET", "/orders").status == 200);
  const auto refused = stand_ins.printful("GET", "/orders");
  CHECK(refused.status == 429);
  CHECK(header_of(refused, "Retry-After") == "60");
  stand_ins.now_ms += 59'000;
  CHECK(stand_ins.printful("GET", "/orders").status == 429);
  stand_ins.now_ms += 1'000;
  const auto allowed = stand_ins.printful("GET", "/orders");
  CHECK(allowed.status == 200);
  CHECK(header_of(allowed, "X-Ratelimit-Remaining") == "119");
  stand_ins.now_ms += 1'000;
  for (int i = 0; i < 120; ++i) stand_ins.printful("GET", "/orders");
  stand_ins.send(StandIns::request("POST", "/reset"));
  CHECK(stand_ins.printful("GET", "/orders").status == 200);
}
