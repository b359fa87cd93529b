#include "adapters/printful/order_json.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::printful {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

std::string decimal(const base::Money& money) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%lld.%02lld", static_cast<long long>(money.minor / 100),
                static_cast<long long>(money.minor % 100));
  return text.data();
}

bool has_state_codes(const std::string& country) { return country == "US" || country == "CA" || country == "AU"; }

json recipient_json(const domain::Address& address, const std::string& email) {
  json recipient = {{"name", address.name},
                    {"address1", address.line1},
                    {"city", address.city},
                    {"country_code", address.country},
                    {"zip", address.postal_code}};
  if (!address.line2.empty()) recipient["address2"] = address.line2;
  if (!address.state.empty() && has_state_codes(address.country)) recipient["state_code"] = address.state;
  if (!address.phone.empty()) recipient["phone"] = address.phone;
  if (!email.empty()) recipient["email"] = email;
  return recipient;
}

json item_json(const ports::FulfillmentItem& item) {
  return {{"external_id", item.external_id},
          {"variant_id", item.variant_id},
          {"quantity", item.quantity},
          {"retail_price", decimal(item.retail_price)},
          {"name", item.name},
          {"files", json::array({{{"type", item.placement}, {"url", item.print_file_url}}})}};
}

std::string line_of(const json& order, const std::string& item_id) {
  for (const json& item : member(order, {"items"})) {
    if (text_at(item, {"id"}) == item_id) return text_at(item, {"external_id"});
  }
  return {};
}

std::vector<domain::ShippedItem> items_of(const json& order, const json& shipment) {
  std::vector<domain::ShippedItem> items;
  for (const json& item : member(shipment, {"items"})) {
    const std::string line_id = line_of(order, text_at(item, {"item_id"}));
    const auto quantity = http_client::integer_at(item, {"quantity"});
    if (!line_id.empty()) items.push_back({line_id, static_cast<int>(quantity)});
  }
  return items;
}

ports::Parcel read_parcel(const json& order, const json& shipment) {
  ports::Parcel parcel;
  parcel.id = text_at(shipment, {"id"});
  parcel.carrier = text_at(shipment, {"carrier"});
  parcel.tracking_number = text_at(shipment, {"tracking_number"});
  parcel.tracking_url = text_at(shipment, {"tracking_url"});
  for (const std::string_view name : {"shipped_at", "created"}) {
    if (const auto time = http_client::time_at(shipment, {name})) {
      parcel.shipped_at = *time;
      break;
    }
  }
  parcel.reshipment = http_client::flag_at(shipment, {"reshipment"});
  parcel.items = items_of(order, shipment);
  return parcel;
}

// The order tells of a failure only; webhooks give the reasons of holds. A print file it could not use is the usual one.
std::string reason_of(const json& order) {
  if (std::string error = text_at(order, {"error"}); !error.empty()) return error;
  const json& items = member(order, {"items"});
  if (!items.is_array()) return {};
  for (const json& item : items) {
    const json& files = member(item, {"files"});
    if (!files.is_array()) continue;
    for (const json& file : files) {
      if (text_at(file, {"status"}) == "failed") {
        return "print file of item " + text_at(item, {"external_id"}) + " failed";
      }
    }
  }
  return {};
}

}  // namespace

std::string order_body(const ports::FulfillmentRequest& request) {
  json items = json::array();
  for (const ports::FulfillmentItem& item : request.items) items.push_back(item_json(item));
  json body = {{"external_id", request.external_id},
               {"shipping", "STANDARD"},
               {"recipient", recipient_json(request.recipient, request.email)},
               {"items", std::move(items)},
               {"retail_costs",
                {{"currency", request.subtotal.currency},
                 {"subtotal", decimal(request.subtotal)},
                 {"shipping", decimal(request.shipping)}}}};
  if (request.discount.minor > 0) body["retail_costs"]["discount"] = decimal(request.discount);
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

base::Result<ports::FulfillmentOrder> read_order(std::string_view body) {
  const auto answer = http_client::parse_json(body);
  const json& order = answer ? member(*answer, {"result"}) : json{};
  ports::FulfillmentOrder result;
  result.id = text_at(order, {"id"});
  result.provider_state = text_at(order, {"status"});
  if (result.id.empty() || result.provider_state.empty()) {
    return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.",
                      "Printful's answer holds no order id or status");
  }
  result.external_id = text_at(order, {"external_id"});
  if (const json& shipments = member(order, {"shipments"}); shipments.is_array()) {
    for (const json& shipment : shipments) {
      if (ports::Parcel parcel = read_parcel(order, shipment); !parcel.id.empty()) result.parcels.push_back(std::move(parcel));
    }
  }
  result.state = state_from(result.provider_state, !result.parcels.empty());
  result.reason = reason_of(order);
  return result;
}

ports::FulfillmentState state_from(std::string_view word, bool has_parcels) {
  using ports::FulfillmentState;
  if (word == "draft") return FulfillmentState::kDraft;
  if (word == "pending") return FulfillmentState::kPending;
  if (word == "failed") return FulfillmentState::kFailed;
  if (word == "canceled") return FulfillmentState::kCanceled;
  if (word == "inprocess") return FulfillmentState::kInProduction;
  if (word == "partial") return FulfillmentState::kPartlyShipped;
  if (word == "fulfilled") return FulfillmentState::kShipped;
  // Any finished order can be archived.
  if (word == "archived") return has_parcels ? FulfillmentState::kShipped : FulfillmentState::kCanceled;
  return FulfillmentState::kOnHold;
}

}  // namespace adapters::printful
