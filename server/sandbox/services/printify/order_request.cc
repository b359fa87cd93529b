#include "sandbox/services/printify/order_request.h"

#include <nlohmann/json.hpp>

#include "sandbox/services/printify/catalog.h"

namespace sandbox::printify {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& node, const char* name) {
  const auto found = node.find(name);
  return found != node.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::int64_t number_at(const Json& node, const char* name) {
  const auto found = node.find(name);
  return found != node.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool is_url(const Json& value) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return (text.starts_with("http://") || text.starts_with("https://")) && text.find_first_of(" \t\r\n") == std::string::npos;
}

ApiResult<void> check_areas(const Json& item, const std::string& place) {
  const Json areas = item.value("print_areas", Json());
  if (!areas.is_object() || areas.empty()) return invalid(place + ".print_areas is required");
  for (const auto& [position, url] : areas.items()) {
    if (!has_position(position)) return invalid(place + ".print_areas: no such position: " + position);
    if (!is_url(url)) return invalid(place + ".print_areas." + position + " must be a URL");
  }
  return {};
}

ApiResult<void> check_items(const Json& order, bool with_areas) {
  const Json items = order.value("line_items", Json());
  if (!items.is_array() || items.empty()) return invalid("line_items is required");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Json& item = items[i];
    const std::string place = "line_items." + std::to_string(i);
    if (!item.is_object()) return invalid(place + " must be an object");
    if (!find_variant(number_at(item, "blueprint_id"), number_at(item, "print_provider_id"), number_at(item, "variant_id"))) {
      return invalid(place + ": no such variant of this blueprint and print provider");
    }
    const auto quantity = number_at(item, "quantity");
    if (quantity < 1 || quantity > 1000) return invalid(place + ".quantity must be between 1 and 1000");
    if (!with_areas) continue;
    if (auto areas = check_areas(item, place); !areas) return areas;
  }
  return {};
}

bool is_country(const std::string& code) {
  return code.size() == 2 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
}

ApiResult<void> check_address(const Json& order) {
  const Json to = order.value("address_to", Json());
  if (!to.is_object()) return invalid("address_to is required");
  for (const char* name : {"first_name", "last_name", "country", "address1", "city", "zip"}) {
    if (text_at(to, name).empty()) return invalid(std::string("address_to.") + name + " is required");
  }
  const std::string country = text_at(to, "country");
  if (!is_country(country)) return invalid("address_to.country must be a code of two letters");
  const bool has_regions = country == "US" || country == "CA" || country == "AU";
  const std::string region = text_at(to, "region");
  if (has_regions && (region.size() < 2 || region.size() > 3)) return invalid("address_to.region must be a code");
  return {};
}

}  // namespace

ApiResult<void> check_order(const Json& order) {
  if (!order.is_object()) return invalid("an object is required");
  if (text_at(order, "external_id").empty()) return invalid("external_id is required");
  const auto method = order.contains("shipping_method") ? number_at(order, "shipping_method") : 1;
  if (method < 1 || method > 4) return invalid("shipping_method must be between 1 and 4");
  if (auto address = check_address(order); !address) return address;
  return check_items(order, true);
}

ApiResult<void> check_shipping(const Json& order) {
  if (!order.is_object()) return invalid("an object is required");
  const Json to = order.value("address_to", Json());
  if (!to.is_object() || !is_country(text_at(to, "country"))) return invalid("address_to.country must be a code of two letters");
  return check_items(order, false);
}

}  // namespace sandbox::printify
