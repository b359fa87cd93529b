#include <nlohmann/json.hpp>

#include "app/checkout/create_checkout.h"
#include "base/log.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"

namespace http {
namespace {

using base::ErrorCode;
using nlohmann::json;

struct Cart {
  std::string id;
  std::vector<app::CartItem> items;
};

base::Failure malformed(const std::string& field, const std::string& message) {
  return base::fail(ErrorCode::kInvalidInput, message, {}, field);
}

base::Result<app::CartItem> item_from(const json& item, const std::string& field) {
  if (!item.is_object()) return malformed(field, "Each item must be an object.");
  for (const char* name : {"design_id", "variant_sku"}) {
    if (!item.contains(name) || !item[name].is_string()) {
      return malformed(field + "." + name, std::string(name) + " must be a string.");
    }
  }
  const auto quantity = item.find("quantity");
  if (quantity == item.end() || !quantity->is_number_integer()) {
    return malformed(field + ".quantity", "The quantity must be a whole number.");
  }
  // Out of int's range is out of the allowed range too; the use case words that error.
  const auto value = quantity->get<std::int64_t>();
  return app::CartItem{{item["design_id"].get<std::string>()},
                       item["variant_sku"].get<std::string>(),
                       value < 0 || value > 1'000'000 ? 0 : static_cast<int>(value)};
}

base::Result<Cart> cart_from(const std::string& body) {
  const json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object()) return malformed("", "The body must be a JSON object.");
  if (!parsed.contains("cart_id") || !parsed["cart_id"].is_string()) {
    return malformed("cart_id", "cart_id must be a string.");
  }
  if (!parsed.contains("items") || !parsed["items"].is_array()) return malformed("items", "items must be an array.");
  Cart cart{parsed["cart_id"].get<std::string>(), {}};
  for (std::size_t i = 0; i < parsed["items"].size(); ++i) {
    const auto item = item_from(parsed["items"][i], "items[" + std::to_string(i) + "]");
    if (!item) return base::forward_error(item);
    cart.items.push_back(*item);
  }
  return cart;
}

}  // namespace

Response post_create_checkout(const Dependencies& to, const Request& request) {
  const auto cart = cart_from(request.body);
  if (!cart) return problem(cart.error());
  const auto started = app::create_checkout(to.services, cart->id, cart->items);
  if (started) return json_response(200, {{"url", started->url}, {"order_number", started->order_number}});
  const auto& error = started.error();
  // A paid cart's error carries the way to its order.
  if (error.code == ErrorCode::kConflict && error.field == "cart_id") {
    return problem(error, 409, {{"order_url", error.cause}});
  }
  if (error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kInternal) {
    base::log_error("a checkout could not be started", error, {{"request", request.id}});
  }
  return problem(error);
}

}  // namespace http
