#include "sandbox/services/printful/order_request.h"

#include <nlohmann/json.hpp>
#include <set>

#include "sandbox/services/printful/catalog.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& node, const char* name) {
  const auto found = node.find(name);
  return found != node.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool needs_state(const std::string& country) { return country == "US" || country == "CA" || country == "AU"; }

bool is_upper_code(const std::string& text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return false;
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
}

bool is_price(const Json& price) {
  if (!price.is_string()) return false;
  const auto& text = price.get_ref<const std::string&>();
  return !text.empty() && text.size() <= 12 && text.find_first_not_of("0123456789.") == std::string::npos &&
         text.find('.') == text.rfind('.');
}

ApiResult<void> check_file(const Json& file, const Variant& variant, const std::string& place,
                           std::set<std::string>& types) {
  if (!file.is_object()) return bad_request(place + ": File must be an object");
  const std::string type = file.contains("type") ? text_at(file, "type") : "default";
  if (!has_placement(variant, type)) {
    return bad_request(place + ": File type '" + type + "' is not available for variant " + std::to_string(variant.id));
  }
  if (!types.insert(type).second) {
    return refuse(400, "OR-12", place + ": Item contains multiple files for placement " + type);
  }
  if (file.contains("id") && !file.contains("url")) return bad_request(place + ": File not found");
  const std::string url = text_at(file, "url");
  const bool right = (url.starts_with("http://") || url.starts_with("https://")) && url.size() > 10 &&
                     url.size() <= 2000 && url.find_first_of(" \t\r\n") == std::string::npos;
  if (!right) return bad_request(place + ": Invalid file URL");
  return {};
}

ApiResult<void> check_files(const Json& item, const Variant& variant, const std::string& place) {
  const Json files = item.value("files", Json());
  if (!files.is_array() || files.empty()) return bad_request(place + ": Item has no print files");
  std::set<std::string> types;
  for (const Json& file : files) {
    if (auto checked = check_file(file, variant, place, types); !checked) return checked;
  }
  return {};
}

ApiResult<void> check_recipient(const Json& recipient) {
  if (!recipient.is_object()) return bad_request("Missing required parameters: recipient");
  for (const char* name : {"name", "address1", "city", "country_code"}) {
    if (text_at(recipient, name).empty()) return bad_request(std::string("Recipient: Missing required field: ") + name);
  }
  for (const auto& [name, value] : recipient.items()) {
    if (!value.is_string() && !value.is_null()) return bad_request("Recipient: " + name + " must be a string");
  }
  if (auto region = check_recipient_region(recipient); !region) return region;
  const std::string country = text_at(recipient, "country_code");
  if (needs_state(country) && text_at(recipient, "zip").empty())
    return bad_request("Recipient: Missing required field: zip");
  if (country == "BR" && text_at(recipient, "tax_number").empty()) {
    return bad_request("Recipient: tax_number is required for Brazil");
  }
  return {};
}

}  // namespace

bool is_external_id(const std::string& text) {
  return !text.empty() && text.size() <= 32 &&
         text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") ==
             std::string::npos;
}

ApiResult<void> check_recipient_region(const Json& recipient) {
  const std::string country = text_at(recipient, "country_code");
  if (!is_upper_code(country, 2, 2)) return bad_request("Recipient: Invalid country_code: '" + country + "'");
  const std::string state = text_at(recipient, "state_code");
  if (needs_state(country) && !is_upper_code(state, 2, 3)) {
    return bad_request("Recipient: state_code is required for " + country + " and must be a valid code");
  }
  return {};
}

ApiResult<void> check_items(const Json& items, bool with_files) {
  if (!items.is_array() || items.empty()) return bad_request("Missing required parameters: items");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Json& item = items[i];
    const std::string place = "Item " + std::to_string(i);
    if (!item.is_object()) return bad_request(place + ": Invalid item");
    if (!item.contains("variant_id")) return bad_request(place + ": Missing required field: variant_id");
    const Json& id = item["variant_id"];
    const Variant* variant = id.is_number_integer() ? find_variant(id.get<std::int64_t>()) : nullptr;
    if (!variant) return bad_request(place + ": Invalid variant_id: " + id.dump());
    const Json quantity = item.value("quantity", Json(1));
    if (!quantity.is_number_integer() || quantity < 1 || quantity > 1000) {
      return bad_request(place + ": Quantity must be between 1 and 1000");
    }
    if (item.contains("retail_price") && !is_price(item["retail_price"]))
      return bad_request(place + ": Invalid retail_price");
    if (!with_files) continue;
    if (auto files = check_files(item, *variant, place); !files) return files;
  }
  return {};
}

ApiResult<void> check_order(const Json& order) {
  if (!order.is_object()) return bad_request("Missing required parameters");
  if (order.contains("external_id") && !is_external_id(text_at(order, "external_id"))) {
    return refuse(400, "OR-14",
                  "external_id may have at most 32 characters: digits, Latin letters, dashes and underscores");
  }
  if (auto recipient = check_recipient(order.value("recipient", Json())); !recipient) return recipient;
  return check_items(order.value("items", Json()), true);
}

}  // namespace sandbox::printful
