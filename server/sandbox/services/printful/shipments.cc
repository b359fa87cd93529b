#include "sandbox/services/printful/shipments.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/printful/catalog.h"
#include "sandbox/services/printful/orders.h"
#include "sandbox/services/printful/webhooks.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

std::string order_url(const World& world, const Json& order) {
  return world.config.public_url + "/printful/v2/orders/" + std::to_string(order["id"].get<std::int64_t>());
}

Json item_json(const Json& order, const Json& shipped, std::int64_t id, const std::string& url) {
  Json name, external_id;
  for (const Json& item : order["items"]) {
    if (item["id"] != shipped["item_id"]) continue;
    name = item["name"];
    external_id = item["external_id"];
  }
  const auto item_id = shipped["item_id"].get<std::int64_t>();
  return {{"id", id},
          {"order_item_id", item_id},
          {"order_item_external_id", external_id},
          {"order_item_name", name},
          {"quantity", shipped["quantity"]},
          {"_links", {{"order_item", {{"href", url + "/order-items/" + std::to_string(item_id)}}}}}};
}

Json shipment_json(const Json& order, const Json& shipment, const std::string& url) {
  Json items = Json::array();
  const auto id = shipment["id"].get<std::int64_t>();
  for (const Json& item : shipment["items"]) {
    items.push_back(item_json(order, item, id * 100 + static_cast<std::int64_t>(items.size()), url));
  }
  const Json& delivered = shipment["delivered_at"];
  const Json& shipped = shipment["shipped_at"];
  const bool returned = shipment.contains("returned_at");
  const bool lost = shipment.contains("lost") && !delivered.is_number();
  return {{"id", id},
          {"order_id", order["id"]},
          {"order_external_id", order["external_id"]},
          {"carrier", shipment["carrier"]},
          {"service", shipment["service"]},
          {"shipment_status", shipment["status"]},
          {"shipped_at", shipped.is_number() ? Json(v2_time(shipped.get<std::int64_t>())) : Json()},
          {"delivery_status", returned                ? "return_to_sender"
                              : lost                  ? "failure"
                              : !shipped.is_number()  ? "unknown"
                              : delivered.is_number() ? "delivered"
                                                      : "pre_transit"},
          {"delivered_at", delivered.is_number() ? Json(v2_time(delivered.get<std::int64_t>())) : Json()},
          {"departure_address", {{"country_name", "United States"}, {"country_code", "US"}, {"state_code", "NC"}}},
          {"is_reshipment", shipment["reshipment"]},
          {"tracking_number", shipment["tracking_number"]},
          {"tracking_url", shipment["tracking_url"]},
          {"tracking_events", Json::array()},
          {"estimated_delivery", nullptr},
          {"shipment_items", items},
          {"_links", {{"self", {{"href", url + "/shipments/" + std::to_string(id)}}}, {"order", {{"href", url}}}}}};
}

}  // namespace

ApiResult<Json> list_shipments(World& world, const std::string& order_id) {
  const auto access = world.state.read();
  const Json* stored = find_order(access.root, order_id);
  if (!stored) return not_found();
  const Json& order = (*stored)["object"];
  const std::string url = order_url(world, order);
  Json data = Json::array();
  for (const Json& shipment : order["shipments"]) data.push_back(shipment_json(order, shipment, url));
  if (stored->contains("short")) data.push_back(shipment_json(order, (*stored)["short"], url));
  const Json self = {{"href", url + "/shipments?limit=20&offset=0"}};
  const auto total = data.size();
  return Json{{"data", std::move(data)},
              {"paging", {{"total", total}, {"offset", 0}, {"limit", 20}}},
              {"_links", {{"self", self}, {"first", self}, {"last", self}}}};
}

ApiResult<Json> variant_availability(World& world, const std::string& variant_id) {
  const bool digits = !variant_id.empty() && variant_id.size() < 10 && variant_id.find_first_not_of("0123456789") == std::string::npos;
  const Variant* variant = digits ? find_variant(std::stoll(variant_id)) : nullptr;
  if (!variant) return not_found();
  std::string missing;
  {
    const auto access = world.state.read();
    missing = "," + access.root["settings"].value("printful_out_of_stock", "") + ",";
  }
  const bool out = missing.find("," + variant_id + ",") != std::string::npos;
  Json regions = Json::array();
  for (const char* name : {"worldwide", "north_america", "europe", "uk", "australia", "japan"}) {
    regions.push_back({{"name", name},
                       {"availability", out ? "out of stock" : "in stock"},
                       {"placement_option_availability", Json::array()}});
  }
  const Json self = {{"href", world.config.public_url + "/printful/v2/catalog-variants/" + variant_id + "/availability"}};
  return Json{{"data",
               {{"catalog_variant_id", variant->id},
                {"techniques", {{{"technique", variant->is_hat ? "dtfilm" : "dtg"}, {"selling_regions", regions}}}},
                {"_links", {{"variant", {{"href", world.config.public_url + "/printful/v2/catalog-variants/" + variant_id}}}}}}},
              {"filter_settings", Json::array()},
              {"_links", {{"self", self}}}};
}

ApiResult<Json> retrieve_order_v2(World& world, const std::string& order_id) {
  const auto access = world.state.read();
  const Json* stored = find_order(access.root, order_id);
  if (!stored) return not_found();
  const Json& order = (*stored)["object"];
  Json recipient = order["recipient"];
  Json costs = order["costs"];
  costs["calculation_status"] = "done";
  const std::string url = order_url(world, order);
  return Json{{"data",
               {{"id", order["id"]},
                {"external_id", order["external_id"]},
                {"store_id", order["store"]},
                {"shipping", order["shipping"]},
                {"status", order["status"]},
                {"created_at", v2_time(order["created"].get<std::int64_t>())},
                {"updated_at", v2_time(order["updated"].get<std::int64_t>())},
                {"recipient", recipient},
                {"costs", costs},
                {"retail_costs", order["retail_costs"]},
                {"_links", {{"self", {{"href", url}}}, {"shipments", {{"href", url + "/shipments"}}}}}}}};
}

}  // namespace sandbox::printful
