// What the printer's people do, by button or by setting: parcels, returns, reshipments, drafts, stock.
#include "sandbox/services/printful/production.h"

#include <catch2/catch.hpp>

#include "sandbox/stand_ins.h"

using Json = nlohmann::json;

namespace {

struct Printer {
  StandIns stand_ins;
  std::string id;

  // A tee and a hoodie, in production.
  Printer() {
    const auto item = [](int variant) {
      return Json{{"external_id", "line-" + std::to_string(variant)},
                  {"variant_id", variant},
                  {"quantity", 1},
                  {"files", {{{"type", "default"}, {"url", "http://shop.test/print/t/a.png"}}}}};
    };
    const Json wanted = {{"external_id", "order-1"},
                         {"recipient", {{"name", "Ann"}, {"address1", "1 Main St"}, {"city", "Bern"}, {"country_code", "CH"}}},
                         {"items", {item(4012), item(5531)}}};
    id = std::to_string(json_of(stand_ins.printful("POST", "/orders", wanted, {{"confirm", "true"}}))["result"]["id"].get<int>());
    {
      const auto access = stand_ins.world().state.edit();
      for (auto& made : access.root["printful"]["orders"][id]["object"]["items"]) made["files"][0]["status"] = "ok";
    }
    sandbox::printful::advance_orders(stand_ins.world());
  }

  Json order() { return json_of(stand_ins.printful("GET", "/orders/@order-1"))["result"]; }
  Json shipments() { return json_of(stand_ins.printful("GET", "/v2/orders/" + id + "/shipments"))["data"]; }
  int press(const char* action) {
    return stand_ins.submit("/printful-orders", {{"order", id}, {"action", action}}).status;
  }
  void set(const std::string& name, const std::string& value) {
    REQUIRE(stand_ins.submit("/settings", {{name, value}}).status < 400);
  }
};

}  // namespace

TEST_CASE_METHOD(Printer, "an order can go out item by item: partial, then fulfilled, one event a parcel") {
  CHECK(press("part") == 303);
  CHECK(order()["status"] == "partial");
  CHECK(press("part") == 303);
  CHECK(order()["status"] == "fulfilled");
  CHECK(press("part") == 409);
  REQUIRE(shipments().size() == 2);
  CHECK(shipments()[0]["shipment_items"][0]["order_item_external_id"] == "line-4012");
  CHECK(shipments()[1]["shipment_items"][0]["order_item_external_id"] == "line-5531");
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"shipment_sent", "shipment_sent"});
}

TEST_CASE_METHOD(Printer, "by setting every order is split, its parcels two seconds apart") {
  set("printful_split", "1");
  stand_ins.now_ms += 3'600'000;
  sandbox::printful::advance_orders(stand_ins.world());
  CHECK(order()["status"] == "partial");
  sandbox::printful::advance_orders(stand_ins.world());
  CHECK(order()["status"] == "partial");
  stand_ins.now_ms += 2'000;
  sandbox::printful::advance_orders(stand_ins.world());
  CHECK(order()["status"] == "fulfilled");
}

TEST_CASE_METHOD(Printer, "a parcel comes back and its content is sent again") {
  CHECK(press("return") == 409);
  CHECK(press("ship") == 303);
  CHECK(press("return") == 303);
  CHECK(shipments()[0]["shipment_status"] == "returned");
  CHECK(shipments()[0]["delivery_status"] == "return_to_sender");
  CHECK(press("deliver") == 409);
  CHECK(press("reship") == 303);
  REQUIRE(shipments().size() == 2);
  CHECK(shipments()[1]["is_reshipment"] == true);
  CHECK(shipments()[1]["shipment_items"].size() == 2);
  CHECK(press("deliver") == 303);
  CHECK(shipments()[0]["delivered_at"].is_null());
  CHECK(stand_ins.waiting_webhooks() ==
        std::vector<std::string>{"shipment_sent", "shipment_returned", "shipment_sent", "shipment_delivered"});
}

TEST_CASE_METHOD(Printer, "after a hold an order can fall back to draft, to be confirmed again") {
  CHECK(press("draft") == 409);
  CHECK(press("hold") == 303);
  CHECK(press("draft") == 303);
  CHECK(order()["status"] == "draft");
  CHECK(stand_ins.waiting_webhooks().back() == "order_updated");
  CHECK(stand_ins.printful("POST", "/orders/" + id + "/confirm").status == 200);
}

TEST_CASE_METHOD(Printer, "stock is told by variant, what the setting lists has run out") {
  const auto stock = [&](const char* variant) {
    const auto answer = stand_ins.printful("GET", std::string("/v2/catalog-variants/") + variant + "/availability");
    REQUIRE(answer.status == 200);
    return json_of(answer)["data"]["techniques"][0]["selling_regions"][0]["availability"];
  };
  CHECK(stock("4012") == "in stock");
  set("printful_out_of_stock", "4012,13351");
  CHECK(stock("4012") == "out of stock");
}

TEST_CASE_METHOD(Printer, "a variant that is not in the catalog has no stock to tell of") {
  CHECK(stand_ins.printful("GET", "/v2/catalog-variants/71/availability").status == 404);
  CHECK(stand_ins.printful("GET", "/v2/catalog-variants/x/availability").status == 404);
}

TEST_CASE_METHOD(Printer, "what has run short is told parcel by parcel, the order's own word stays, until it is shipped after all") {
  CHECK(press("short") == 303);
  CHECK(order()["status"] == "inprocess");
  REQUIRE(shipments().size() == 1);
  CHECK(shipments()[0]["shipment_status"] == "outstock");
  CHECK(shipments()[0]["shipped_at"].is_null());
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"shipment_out_of_stock"});
  CHECK(press("ship") == 303);
  REQUIRE(shipments().size() == 1);
  CHECK(shipments()[0]["shipment_status"] == "shipped");
  CHECK(press("short") == 409);
}

TEST_CASE_METHOD(Printer, "a parcel that the carrier gives up is only told to who asks, and one that arrived is not lost") {
  CHECK(press("lose") == 409);
  CHECK(press("ship") == 303);
  CHECK(press("lose") == 303);
  CHECK(shipments()[0]["delivery_status"] == "failure");
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"shipment_sent"});
  CHECK(press("deliver") == 303);
  CHECK(shipments()[0]["delivery_status"] == "delivered");
  CHECK(press("lose") == 409);
}

TEST_CASE_METHOD(Printer, "money that the printer gives back is told, and changes nothing else") {
  CHECK(press("refund") == 303);
  CHECK(order()["status"] == "inprocess");
  CHECK(stand_ins.waiting_webhooks() == std::vector<std::string>{"order_refunded"});
}
