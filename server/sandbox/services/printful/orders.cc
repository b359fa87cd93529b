#include "sandbox/services/printful/orders.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "sandbox/services/printful/catalog.h"
#include "sandbox/services/printful/order_request.h"
#include "sandbox/services/printful/webhooks.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kFirstParcelMinor = 469;
constexpr std::int64_t kEachFurtherMinor = 220;

std::string price_text(std::int64_t minor) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%02lld", static_cast<long long>(minor / 100),
                static_cast<long long>(minor % 100));
  return text;
}

struct Costs {
  std::int64_t items = 0;
  std::int64_t shipping = 0;
};

Costs costs_of(const Json& items) {
  Costs costs;
  std::int64_t pieces = 0;
  for (const Json& item : items) {
    const Variant* variant = find_variant(item["variant_id"].get<std::int64_t>());
    if (!variant) continue;
    const auto quantity = item.value("quantity", std::int64_t{1});
    std::int64_t each = variant->price_minor;
    for (const Json& file : item.value("files", Json::array()))
      each += placement_price_minor(file.value("type", "default"));
    costs.items += each * quantity;
    pieces += quantity;
  }
  costs.shipping = kFirstParcelMinor + kEachFurtherMinor * (pieces - 1);
  return costs;
}

std::int64_t further_than_europe_minor(const std::string& country) {
  if (country == "US") return -70;
  if (country == "CA") return 180;
  return country == "AU" || country == "NZ" || country == "JP" || country == "BR" ? 250 : 0;
}

Json costs_json(const Json& items, bool as_numbers) {
  const Costs costs = costs_of(items);
  const auto amount = [&](std::int64_t minor) {
    return as_numbers ? Json(static_cast<double>(minor) / 100) : Json(price_text(minor));
  };
  Json json = {{"currency", "USD"},
               {"subtotal", amount(costs.items)},
               {"shipping", amount(costs.shipping)},
               {"total", amount(costs.items + costs.shipping)}};
  for (const char* name :
       {"discount", "digitization", "additional_fee", "fulfillment_fee", "retail_delivery_fee", "tax", "vat"}) {
    json[name] = amount(0);
  }
  return json;
}

Json text_or_null(const Json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_string() && !found->get_ref<const std::string&>().empty() ? *found : Json();
}

Json make_recipient(const Json& wanted) {
  Json recipient;
  for (const char* name : {"name", "company", "address1", "address2", "city", "state_code", "state_name",
                           "country_code", "country_name", "zip", "phone", "email", "tax_number"}) {
    recipient[name] = text_or_null(wanted, name);
  }
  return recipient;
}

Json make_file(const Json& wanted, std::int64_t id, std::int64_t now_s) {
  return {{"id", id},
          {"type", wanted.value("type", "default")},
          {"url", wanted["url"]},
          {"options", wanted.value("options", Json::array())},
          {"hash", nullptr},
          {"filename", nullptr},
          {"mime_type", nullptr},
          {"size", 0},
          {"width", 0},
          {"height", 0},
          {"dpi", nullptr},
          {"status", "waiting"},
          {"created", now_s},
          {"thumbnail_url", nullptr},
          {"preview_url", nullptr},
          {"visible", wanted.value("visible", true)},
          {"is_temporary", false}};
}

Json make_item(const Json& wanted, std::int64_t& next_id, std::int64_t now_s) {
  const Variant& variant = *find_variant(wanted["variant_id"].get<std::int64_t>());
  Json files = Json::array();
  for (const Json& file : wanted["files"]) files.push_back(make_file(file, next_id++, now_s));
  return {{"id", next_id++},
          {"external_id", text_or_null(wanted, "external_id")},
          {"variant_id", variant.id},
          {"sync_variant_id", nullptr},
          {"external_variant_id", nullptr},
          {"warehouse_product_variant_id", nullptr},
          {"product_template_id", nullptr},
          {"quantity", wanted.value("quantity", 1)},
          {"price", price_text(variant.price_minor)},
          {"retail_price", text_or_null(wanted, "retail_price")},
          {"name", wanted.value("name", variant.name)},
          {"product",
           {{"variant_id", variant.id}, {"product_id", variant.product_id}, {"image", ""}, {"name", variant.name}}},
          {"files", files},
          {"options", wanted.value("options", Json::array())},
          {"sku", nullptr},
          {"discontinued", false},
          {"out_of_stock", false}};
}

Json make_order(const Json& wanted, const std::string& store_id, std::int64_t& next_id, std::int64_t now_s) {
  const std::int64_t id = next_id++;
  Json items = Json::array();
  for (const Json& item : wanted["items"]) items.push_back(make_item(item, next_id, now_s));
  Json retail = {{"currency", "USD"}, {"subtotal", nullptr}, {"discount", nullptr}, {"shipping", nullptr},
                 {"tax", nullptr},    {"vat", nullptr},      {"total", nullptr}};
  if (wanted.contains("retail_costs") && wanted["retail_costs"].is_object()) retail.update(wanted["retail_costs"]);
  return {{"id", id},
          {"external_id", text_or_null(wanted, "external_id")},
          {"store", store_id.empty() ? 1 : std::atoll(store_id.c_str())},
          {"status", "draft"},
          {"error", nullptr},
          {"errorCode", 0},
          {"shipping", wanted.value("shipping", "STANDARD")},
          {"shipping_service_name", "Flat Rate (3-4 business days after fulfillment)"},
          {"created", now_s},
          {"updated", now_s},
          {"dashboard_url", "https://www.printful.com/dashboard?order_id=" + std::to_string(id)},
          {"recipient", make_recipient(wanted["recipient"])},
          {"notes", nullptr},
          {"items", items},
          {"branding_items", Json::array()},
          {"incomplete_items", Json::array()},
          {"is_sample", false},
          {"needs_approval", false},
          {"not_synced", false},
          {"has_discontinued_items", false},
          {"can_change_hold", false},
          {"costs", costs_json(wanted["items"], false)},
          {"retail_costs", retail},
          {"pricing_breakdown", Json::array()},
          {"shipments", Json::array()},
          {"gift", wanted.value("gift", Json())},
          {"packing_slip", wanted.value("packing_slip", Json())}};
}

void confirm(World& world, Json& stored) {
  Json& order = stored["object"];
  order["status"] = "pending";
  order["updated"] = world.now_s();
  stored["confirmed_at"] = world.now_s();
  stored["ships_at"] = world.now_s() + world.config.ship_after_seconds;
}

}  // namespace

Json* find_order(Json& root, const std::string& id) {
  auto& printful = root["printful"];
  std::string number = id;
  if (id.starts_with('@')) {
    const auto known = printful["by_external_id"].find(id.substr(1));
    if (known == printful["by_external_id"].end()) return nullptr;
    number = known->get<std::string>();
  }
  const auto found = printful["orders"].find(number);
  return found == printful["orders"].end() ? nullptr : &*found;
}

ApiResult<Json> create_order(World& world, const Json& wanted, bool confirmed) {
  if (auto checked = check_order(wanted); !checked) return ApiFailure(checked.error());
  const auto access = world.state.edit();
  auto& printful = access.root["printful"];
  const auto external_id = wanted.value("external_id", std::string{});
  if (!external_id.empty() && printful["by_external_id"].contains(external_id)) {
    return refuse(400, "OR-13", "Order with this External ID already exists (" + external_id + ")");
  }
  auto next_id = printful["next_id"].get<std::int64_t>();
  Json stored = {{"object", make_order(wanted, world.config.printful_store_id, next_id, world.now_s())}};
  printful["next_id"] = next_id;
  if (confirmed) confirm(world, stored);
  const std::string id = std::to_string(stored["object"]["id"].get<std::int64_t>());
  if (!external_id.empty()) printful["by_external_id"][external_id] = id;
  printful["orders"][id] = stored;
  return stored["object"];
}

ApiResult<Json> retrieve_order(World& world, const std::string& id) {
  const auto access = world.state.read();
  const Json* stored = find_order(access.root, id);
  if (!stored) return not_found();
  return (*stored)["object"];
}

ApiResult<Json> confirm_order(World& world, const std::string& id) {
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, id);
  if (!stored) return not_found();
  const auto status = (*stored)["object"]["status"].get<std::string>();
  if (status != "draft" && status != "failed") {
    return bad_request("Order cannot be confirmed: its status is " + status);
  }
  for (Json& item : (*stored)["object"]["items"]) {
    for (Json& file : item["files"]) {
      if (file["status"] == "failed") file["status"] = "waiting";
    }
  }
  confirm(world, *stored);
  return (*stored)["object"];
}

ApiResult<Json> cancel_order(World& world, const std::string& id) {
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, id);
  if (!stored) return not_found();
  Json& order = (*stored)["object"];
  const auto status = order["status"].get<std::string>();
  if (status != "draft" && status != "pending" && status != "failed") {
    return bad_request("Order cannot be canceled: its status is " + status);
  }
  order["status"] = "canceled";
  order["updated"] = world.now_s();
  emit_order_event(access.root, "order_canceled", order, "Canceled by the store", world.now_ms());
  return order;
}

Json list_orders(World& world, const std::string& status, std::size_t offset, std::size_t limit, std::size_t& total) {
  const auto access = world.state.read();
  std::vector<const Json*> found;
  for (const Json& stored : access.root["printful"]["orders"]) {
    if (status.empty() || stored["object"]["status"] == status) found.push_back(&stored["object"]);
  }
  std::sort(found.begin(), found.end(), [](const Json* a, const Json* b) { return (*a)["id"] > (*b)["id"]; });
  total = found.size();
  Json orders = Json::array();
  for (std::size_t i = offset; i < found.size() && orders.size() < limit; ++i) orders.push_back(*found[i]);
  return orders;
}

Json estimate_costs(const Json& items) {
  return {{"costs", costs_json(items, true)},
          {"retail_costs",
           {{"currency", "USD"},
            {"subtotal", nullptr},
            {"discount", nullptr},
            {"shipping", nullptr},
            {"tax", nullptr},
            {"vat", nullptr},
            {"total", nullptr}}}};
}

Json shipping_rates(const Json& items, const std::string& country, std::int64_t now_s) {
  const auto minor = costs_of(items).shipping + further_than_europe_minor(country);
  const auto date = [&](int days) {
    return base::to_rfc3339(base::from_unix_seconds(now_s + days * 86400)).substr(0, 10);
  };
  return Json::array({{{"id", "STANDARD"},
                       {"name", "Flat Rate (Estimated delivery: " + date(5) + " to " + date(9) + ")"},
                       {"rate", price_text(minor)},
                       {"currency", "USD"},
                       {"minDeliveryDays", 5},
                       {"maxDeliveryDays", 9},
                       {"minDeliveryDate", date(5)},
                       {"maxDeliveryDate", date(9)}}});
}

}  // namespace sandbox::printful
