#include "adapters/printify/order_json.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::printify {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

constexpr int kStandardShipping = 1;

bool has_region_codes(const std::string& country) { return country == "US" || country == "CA" || country == "AU"; }

// Printify wants two names; people have one or several.
std::pair<std::string, std::string> split_name(const std::string& name) {
  const auto end = name.find_last_not_of(' ');
  const auto gap = end == std::string::npos ? end : name.find_last_of(' ', end);
  if (gap == std::string::npos) return {name, "-"};
  return {name.substr(0, name.find_last_not_of(' ', gap) + 1), name.substr(gap + 1, end - gap)};
}

json address_json(const domain::Address& address, const std::string& email) {
  const auto [first, last] = split_name(address.name);
  json to = {{"first_name", first},         {"last_name", last},  {"country", address.country},
             {"address1", address.line1},   {"city", address.city}, {"zip", address.postal_code},
             {"region", has_region_codes(address.country) ? address.state : ""}};
  if (!address.line2.empty()) to["address2"] = address.line2;
  if (!address.phone.empty()) to["phone"] = address.phone;
  if (!email.empty()) to["email"] = email;
  return to;
}

json article_json(const ports::FulfillmentItem& item) {
  return {{"print_provider_id", item.printify->print_provider_id},
          {"blueprint_id", item.printify->blueprint_id},
          {"variant_id", item.variant_id},
          {"quantity", item.quantity}};
}

json item_json(const ports::FulfillmentItem& item) {
  json article = article_json(item);
  article["print_areas"] = {{item.printify->position, item.print_file_url}};
  return article;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

ports::Parcel read_parcel(const json& shipment, std::size_t position, base::Timestamp otherwise) {
  ports::Parcel parcel;
  parcel.carrier = text_at(shipment, {"carrier"});
  parcel.tracking_number = text_at(shipment, {"number"});
  parcel.tracking_url = text_at(shipment, {"url"});
  parcel.provisional_id = "parcel " + std::to_string(position + 1);
  parcel.id = parcel.tracking_number.empty() ? parcel.provisional_id : parcel.tracking_number;
  parcel.shipped_at = time_in(shipment, "shipped_at").value_or(otherwise);
  parcel.delivered = time_in(shipment, "delivered_at").has_value();
  return parcel;
}

std::string reason_of(const json& order) {
  for (const json& item : member(order, {"line_items"})) {
    const std::string status = text_at(item, {"status"});
    if (one_of(status, {"has-issues", "unfulfillable", "quality-declined", "discontinued", "out-of-stock"})) {
      return "item " + text_at(item, {"variant_id"}) + " is " + status;
    }
  }
  return {};
}

}  // namespace

std::string shipping_body(const ports::FulfillmentQuery& query) {
  static const std::map<std::string_view, const char*> kRegions = {{"US", "CA"}, {"CA", "ON"}, {"AU", "NSW"}};
  json to = {{"country", query.country}};
  if (const auto region = kRegions.find(query.country); region != kRegions.end()) to["region"] = region->second;
  json items = json::array();
  for (const auto& item : query.items) items.push_back(article_json(item));
  return json{{"line_items", items}, {"address_to", to}}.dump();
}

base::Result<base::Money> read_standard_rate(std::string_view body) {
  const auto answer = http_client::parse_json(body);
  const json standard = answer ? member(*answer, {"standard"}) : json{};
  if (standard.is_number_integer() && standard.get<std::int64_t>() >= 0) return base::Money{standard.get<std::int64_t>(), "USD"};
  return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.",
                    "Printify's answer holds no standard shipping cost");
}

std::optional<base::Timestamp> time_in(const json& object, std::string_view name) {
  std::string text = text_at(object, {name});
  if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
  return base::from_rfc3339(text);
}

std::string order_body(const ports::FulfillmentRequest& request) {
  json items = json::array();
  for (const ports::FulfillmentItem& item : request.items) items.push_back(item_json(item));
  const json body = {{"external_id", request.external_id},
                     {"label", request.external_id},
                     {"line_items", std::move(items)},
                     {"shipping_method", kStandardShipping},
                     {"send_shipping_notification", false},  // our own mails say it
                     {"address_to", address_json(request.recipient, request.email)}};
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string external_id_in(const json& order) {
  for (const std::string& id : {text_at(order, {"external_id"}), text_at(order, {"metadata", "shop_order_id"}),
                                text_at(order, {"metadata", "shop_order_label"}), text_at(order, {"label"})}) {
    if (!id.empty()) return id;
  }
  return {};
}

base::Result<ports::FulfillmentOrder> read_order(std::string_view body, const std::string& external_id) {
  const auto answer = http_client::parse_json(body);
  const json& order = answer ? *answer : json{};
  ports::FulfillmentOrder result;
  result.id = text_at(order, {"id"});
  result.provider_state = text_at(order, {"status"});
  if (result.id.empty() || result.provider_state.empty()) {
    return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.",
                      "Printify's answer holds no order id or status");
  }
  result.external_id = external_id;
  const auto sent_at = time_in(order, "sent_to_production_at");
  const base::Timestamp shipped_at = time_in(order, "fulfilled_at").value_or(sent_at.value_or(base::Timestamp{}));
  if (const json& shipments = member(order, {"shipments"}); shipments.is_array()) {
    for (const json& shipment : shipments) result.parcels.push_back(read_parcel(shipment, result.parcels.size(), shipped_at));
  }
  result.state = state_from(result.provider_state, sent_at.has_value());
  result.unfinished = result.state == ports::FulfillmentState::kDraft;
  result.reason = reason_of(order);
  return result;
}

ports::FulfillmentState state_from(std::string_view word, bool sent_to_production) {
  using ports::FulfillmentState;
  if (word == "canceled") return FulfillmentState::kCanceled;
  if (one_of(word, {"unfulfillable", "image-declined"})) return FulfillmentState::kFailed;
  if (word == "fulfilled") return FulfillmentState::kShipped;
  if (word == "partially-fulfilled") return FulfillmentState::kPartlyShipped;
  if (one_of(word, {"in-production", "callback-received", "ready-for-production", "checking-quality", "quality-approved"})) {
    return FulfillmentState::kInProduction;
  }
  if (word == "sending-to-production") return FulfillmentState::kPending;
  if (!sent_to_production && one_of(word, {"pending", "on-hold", "cost-calculation"})) return FulfillmentState::kDraft;
  if (one_of(word, {"pending", "cost-calculation"})) return FulfillmentState::kPending;
  return FulfillmentState::kOnHold;
}

}  // namespace adapters::printify
