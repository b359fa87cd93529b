#include <catch2/catch.hpp>
#include <set>

#include "sandbox/services/printify/production.h"
#include "sandbox/stand_ins.h"

using nlohmann::json;

namespace {

json wanted_order(const std::string& external_id = "order-1") {
  return {{"external_id", external_id},
          {"shipping_method", 1},
          {"line_items",
           {{{"blueprint_id", 77}, {"print_provider_id", 99}, {"variant_id", 32919}, {"quantity", 2},
             {"print_areas", {{"front", "http://127.0.0.1:1/print.png"}}}}}},
          {"address_to",
           {{"first_name", "Ann"}, {"last_name", "Lee"}, {"country", "US"}, {"region", "CA"}, {"address1", "1 Main St"},
            {"city", "Springfield"}, {"zip", "90001"}}}};
}

struct Printify : StandIns {
  std::string created(const std::string& external_id = "order-1") {
    return json_of(printify("POST", "/shops/88/orders.json", wanted_order(external_id)))["id"];
  }
  json order(const std::string& id) { return json_of(printify("GET", "/shops/88/orders/" + id + ".json")); }
  int post(const std::string& id, const std::string& verb) { return printify("POST", "/shops/88/orders/" + id + "/" + verb + ".json").status; }
  // Past the fetching of its files, which needs a network.
  void let_begin(const std::string& id) {
    const auto access = world().state.edit();
    access.root["printify"]["orders"][id]["object"]["status"] = "in-production";
    access.root["printify"]["orders"][id]["ships_at"] = now_ms / 1000 + 8;
  }
};

}  // namespace

TEST_CASE_METHOD(Printify, "an order waits on hold until it is sent to production, and ships after a while") {
  const auto id = created();
  CHECK(order(id)["status"] == "on-hold");
  CHECK_FALSE(order(id).contains("sent_to_production_at"));
  CHECK(order(id)["metadata"]["shop_order_id"] == "order-1");
  REQUIRE(post(id, "send_to_production") == 200);
  CHECK(order(id)["status"] == "sending-to-production");
  CHECK(order(id).contains("sent_to_production_at"));
  let_begin(id);
  sandbox::printify::advance_orders(world());
  CHECK(order(id)["status"] == "in-production");
  now_ms += 8'000;
  sandbox::printify::advance_orders(world());
  CHECK(order(id)["status"] == "fulfilled");
  CHECK(order(id)["shipments"].size() == 1);
  CHECK(waiting_webhooks() == std::vector<std::string>{"order:created", "order:updated", "order:sent-to-production",
                                                       "order:shipment:created"});
}

TEST_CASE_METHOD(Printify, "it is sent to production once, and canceled only before") {
  const auto id = created();
  REQUIRE(post(id, "send_to_production") == 200);
  CHECK(post(id, "send_to_production") == 400);
  CHECK(post(id, "cancel") == 400);
  const auto other = created("order-2");
  CHECK(post(other, "cancel") == 200);
  CHECK(order(other)["status"] == "canceled");
  CHECK(post(other, "send_to_production") == 400);
  CHECK(post("nothing", "cancel") == 404);
}

TEST_CASE_METHOD(Printify, "the same external id twice is two orders, newest first in pages") {
  const auto first = created();
  const auto second = created();
  CHECK(first != second);
  created("order-2");
  const auto page = json_of(printify("GET", "/shops/88/orders.json", {}, {{"limit", "2"}, {"page", "1"}}));
  CHECK(page["last_page"] == 2);
  REQUIRE(page["data"].size() == 2);
  CHECK(page["data"][0]["metadata"]["shop_order_id"] == "order-2");
  CHECK(page["data"][1]["id"] == second);
  CHECK(json_of(printify("GET", "/shops/88/orders.json", {}, {{"limit", "2"}, {"page", "2"}}))["data"][0]["id"] == first);
}

TEST_CASE_METHOD(Printify, "an order that the real one would refuse is refused") {
  const auto refused = [&](const char* pointer, const json& value) {
    json order = wanted_order();
    order[json::json_pointer(pointer)] = value;
    const auto answer = printify("POST", "/shops/88/orders.json", order);
    INFO(pointer);
    CHECK(answer.status == 400);
    CHECK(json_of(answer)["code"] == 8150);
  };
  refused("/external_id", "");
  refused("/shipping_method", 5);
  refused("/line_items", json::array());
  refused("/line_items/0/variant_id", 4012);
  refused("/line_items/0/blueprint_id", 12);
  refused("/line_items/0/quantity", 0);
  refused("/line_items/0/print_areas", json::object());
  refused("/line_items/0/print_areas/sole", "http://127.0.0.1:1/print.png");
  refused("/line_items/0/print_areas/front", "print.png");
  refused("/address_to/first_name", "");
  refused("/address_to/country", "USA");
  refused("/address_to/region", "California");
}

TEST_CASE_METHOD(Printify, "who has no token, no user agent or another shop gets nothing") {
  auto call = request("GET", "/printify/v1/shops/88/orders.json");
  call.headers = {{"authorization", "Bearer wrong"}, {"user-agent", "tests"}};
  CHECK(send(call).status == 401);
  call.headers = {{"authorization", "Bearer printify-token"}};
  CHECK(send(call).status == 400);
  CHECK(printify("GET", "/shops/89/orders.json").status == 404);
}

TEST_CASE_METHOD(Printify, "six hundred requests a minute are answered, and a hundred of them from the catalog") {
  const std::string variants = "/catalog/blueprints/77/print_providers/99/variants.json";
  for (int i = 0; i < 100; ++i) CHECK(printify("GET", variants).status == 200);
  CHECK(printify("GET", variants).status == 429);
  for (int i = 101; i < 600; ++i) CHECK(printify("GET", "/shops/88/orders.json").status == 200);
  CHECK(printify("GET", "/shops/88/orders.json").status == 429);
  now_ms += 60'000;
  CHECK(printify("GET", "/shops/88/orders.json").status == 200);
}

TEST_CASE_METHOD(Printify, "shipping is quoted for the whole cart, and what has run out is not in the list") {
  CHECK(json_of(printify("POST", "/shops/88/orders/shipping.json", wanted_order()))["standard"] == 715);
  REQUIRE(submit("/settings", {{"printify_out_of_stock", "32919"}}).status < 400);
  const auto catalog = json_of(printify("GET", "/catalog/blueprints/77/print_providers/99/variants.json"));
  std::set<int> ids;
  for (const auto& variant : catalog["variants"]) ids.insert(variant["id"].get<int>());
  CHECK(ids.contains(32918));
  CHECK_FALSE(ids.contains(32919));
  CHECK(printify("GET", "/catalog/blueprints/77/print_providers/1/variants.json").status == 404);
}
