#include "adapters/printful/shipping_json.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/http_client/json_reading.h"

namespace adapters::printful {
namespace {

using http_client::member;
using http_client::text_at;
using nlohmann::json;

constexpr std::size_t kMostDigits = 9;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= kMostDigits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "13.60", "13.6" and "13" -> 1360.
std::optional<std::int64_t> minor_from(const std::string& text) {
  const auto point = text.find('.');
  const std::string whole = text.substr(0, point);
  std::string cents = point == std::string::npos ? "" : text.substr(point + 1);
  if (cents.size() > 2) return std::nullopt;
  cents.resize(2, '0');
  if (!is_number(whole) || !is_number(cents)) return std::nullopt;
  return std::stoll(whole) * 100 + std::stoll(cents);
}

}  // namespace

std::string rates_body(const ports::FulfillmentQuery& query, std::string_view currency) {
  static const std::map<std::string_view, const char*> kStates = {{"US", "CA"}, {"CA", "ON"}, {"AU", "NSW"}};
  json recipient = {{"country_code", query.country}};
  if (const auto state = kStates.find(query.country); state != kStates.end()) recipient["state_code"] = state->second;
  json items = json::array();
  for (const auto& item : query.items) {
    items.push_back({{"variant_id", std::to_string(item.variant_id)}, {"quantity", item.quantity}});
  }
  return json{{"recipient", recipient}, {"items", items}, {"currency", currency}, {"locale", "en_US"}}.dump();
}

base::Result<base::Money> read_standard_rate(std::string_view body) {
  const auto answer = http_client::parse_json(body);
  const json& ways = answer ? member(*answer, {"result"}) : json{};
  if (ways.is_array()) {
    for (const json& way : ways) {
      const auto minor = minor_from(text_at(way, {"rate"}));
      if (text_at(way, {"id"}) == "STANDARD" && minor) return base::Money{*minor, text_at(way, {"currency"})};
    }
  }
  return base::fail(base::ErrorCode::kUnavailable, "The printer does not answer as it should.",
                    "Printful's answer holds no standard shipping rate");
}

}  // namespace adapters::printful
