#include "sandbox/services/printify/orders.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/timestamp.h"
#include "sandbox/services/printify/catalog.h"
#include "sandbox/services/printify/order_request.h"
#include "sandbox/services/random_id.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox::printify {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kFirstItemMinor = 475;
constexpr std::int64_t kFurtherItemMinor = 240;

std::string shop_of(const World& world) { return world.config.printify_shop_id; }

std::int64_t standard_shipping(const Json& items) {
  std::int64_t pieces = 0;
  for (const Json& item : items) pieces += item["quantity"].get<std::int64_t>();
  return kFirstItemMinor + kFurtherItemMinor * (pieces - 1);
}

Json line_items(const Json& wanted) {
  Json items = Json::array();
  for (const Json& item : wanted) {
    const Variant& variant = *find_variant(item["blueprint_id"], item["print_provider_id"], item["variant_id"]);
    items.push_back({{"product_id", random_id("", 24)},
                     {"quantity", item["quantity"]},
                     {"variant_id", variant.id},
                     {"print_provider_id", variant.print_provider_id},
                     {"cost", variant.cost_minor},
                     {"shipping_cost", kFirstItemMinor},
                     {"status", "on-hold"},
                     {"metadata", {{"title", "API product"}, {"variant_label", variant.color + " / " + variant.size}}}});
  }
  return items;
}

Json files_of(const Json& wanted) {
  Json files = Json::array();
  for (const Json& item : wanted) {
    for (const auto& [position, url] : item["print_areas"].items()) {
      files.push_back({{"position", position}, {"url", url}, {"status", "waiting"}});
    }
  }
  return files;
}

Json make_order(const World& world, const Json& wanted) {
  std::int64_t total = 0;
  const Json items = line_items(wanted["line_items"]);
  for (const Json& item : items) total += item["cost"].get<std::int64_t>() * item["quantity"].get<std::int64_t>();
  return {{"id", random_id("", 24)},
          {"address_to", wanted["address_to"]},
          {"line_items", items},
          {"metadata",
           {{"order_type", "api"},
            {"shop_order_id", wanted["external_id"]},
            {"shop_order_label", wanted.value("label", wanted["external_id"].get<std::string>())}}},
          {"total_price", total},
          {"total_shipping", standard_shipping(wanted["line_items"])},
          {"total_tax", 0},
          {"status", "on-hold"},
          {"shipping_method", wanted.value("shipping_method", 1)},
          {"shipments", Json::array()},
          {"created_at", time_of(world.now_s())}};
}

bool is_before_production(const Json& order) {
  return order["status"] == "on-hold" || order["status"] == "payment-not-received";
}

}  // namespace

std::string time_of(std::int64_t unix_seconds) {
  std::string text = base::to_rfc3339(base::from_unix_seconds(unix_seconds)).substr(0, 19) + "+00:00";
  text[10] = ' ';
  return text;
}

Json* find_order(Json& root, const std::string& id) {
  auto& orders = root["printify"]["orders"];
  const auto found = orders.find(id);
  return found == orders.end() ? nullptr : &*found;
}

void emit(Json& root, const World& world, const std::string& type, const std::string& order_id, Json data) {
  data["shop_id"] = std::stoll("0" + shop_of(world));
  enqueue_webhook(root, WebhookSource::kPrintify,
                  {{"id", random_id("", 32)},
                   {"type", type},
                   {"created_at", time_of(world.now_s())},
                   {"resource", {{"id", order_id}, {"type", "order"}, {"data", std::move(data)}}}},
                  world.now_ms());
}

void set_status(Json& root, const World& world, Json& order, const std::string& status) {
  order["status"] = status;
  for (Json& item : order["line_items"]) item["status"] = status;
  emit(root, world, "order:updated", order["id"], {{"status", status}});
}

ApiResult<Json> create_order(World& world, const Json& wanted) {
  if (const auto checked = check_order(wanted); !checked) return ApiFailure(checked.error());
  Json order = make_order(world, wanted);
  const auto id = order["id"].get<std::string>();
  const auto access = world.state.edit();
  auto& next = access.root["printify"]["next_position"];
  const auto position = next.is_number() ? next.get<int>() : 0;
  next = position + 1;
  access.root["printify"]["orders"][id] = {
      {"object", std::move(order)}, {"files", files_of(wanted["line_items"])}, {"position", position}, {"ships_at", nullptr}};
  emit(access.root, world, "order:created", id, Json::object());
  return Json{{"id", id}};
}

ApiResult<Json> retrieve_order(World& world, const std::string& id) {
  const auto access = world.state.read();
  const Json* stored = find_order(access.root, id);
  if (!stored) return not_found();
  return (*stored)["object"];
}

Json list_orders(World& world, std::size_t page, std::size_t limit) {
  const auto access = world.state.read();
  std::vector<const Json*> all;
  for (const Json& stored : access.root["printify"]["orders"]) all.push_back(&stored);
  std::sort(all.begin(), all.end(), [](const Json* a, const Json* b) { return (*a)["position"] > (*b)["position"]; });
  Json data = Json::array();
  for (std::size_t i = (page - 1) * limit; i < std::min(all.size(), page * limit); ++i) data.push_back((*all[i])["object"]);
  const std::size_t last = std::max<std::size_t>(1, (all.size() + limit - 1) / limit);
  return {{"current_page", page}, {"last_page", last}, {"per_page", limit}, {"total", all.size()}, {"data", data}};
}

ApiResult<Json> send_to_production(World& world, const std::string& id) {
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, id);
  if (!stored) return not_found();
  Json& order = (*stored)["object"];
  if (!is_before_production(order)) return not_possible("Order cannot be sent to production: it is " + order.value("status", ""));
  order["sent_to_production_at"] = time_of(world.now_s());
  set_status(access.root, world, order, "sending-to-production");
  emit(access.root, world, "order:sent-to-production", id, Json::object());
  return order;
}

ApiResult<Json> cancel_order(World& world, const std::string& id) {
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, id);
  if (!stored) return not_found();
  Json& order = (*stored)["object"];
  if (!is_before_production(order)) return not_possible("Order cannot be canceled: it is " + order.value("status", ""));
  set_status(access.root, world, order, "canceled");
  return order;
}

ApiResult<Json> shipping_costs(const Json& wanted) {
  if (const auto checked = check_shipping(wanted); !checked) return ApiFailure(checked.error());
  const auto standard = standard_shipping(wanted["line_items"]);
  return Json{{"standard", standard}, {"express", standard + 324}, {"priority", standard + 500}, {"economy", standard - 76}};
}

}  // namespace sandbox::printify
