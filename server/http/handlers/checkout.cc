#include <nlohmann/json.hpp>

#include "app/checkout/create_checkout.h"
#include "base/log.h"
#include "http/cart_body.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"

namespace http {
namespace {

using base::ErrorCode;

// What was shown is no longer so: the refusal carries what to show instead.
Response quote_again(const Dependencies& to, const CartBody& cart, const base::Error& error) {
  const auto quote = app::quote_cart(to.services, cart.id, cart.items, cart.terms);
  if (!quote) return problem(quote.error());
  return problem(error, 409, {{"quote", quote_json(*quote, to.services.wording, cart.terms.language)}});
}

// Today's pages ask for the country before they show a total. One that was kept from earlier shows a sum without shipping,
// and would have the payment page add what nobody agreed to.
bool is_of_an_earlier_page(const app::CartTerms& terms) {
  return terms.expected_total_minor && !terms.expected_shipping_minor && terms.country.empty();
}

bool is_about_the_sum(std::string_view field) {
  return field == "promotion_code" || field == "expected_total_minor" || field == "expected_shipping_minor";
}

}  // namespace

Response post_cart_quote(const Dependencies& to, const Request& request) {
  const auto cart = read_cart(request, CartId::kOptional);
  if (!cart) return problem(cart.error());
  const auto quote = app::quote_cart(to.services, cart->id, cart->items, cart->terms);
  if (!quote) return problem(quote.error());
  return json_response(200, quote_json(*quote, to.services.wording, request.language));
}

Response post_create_checkout(const Dependencies& to, const Request& request) {
  const auto cart = read_cart(request, CartId::kRequired);
  if (!cart) return problem(cart.error());
  if (is_of_an_earlier_page(cart->terms)) {
    return problem({ErrorCode::kInvalidInput, "Please reload this page and choose the country we ship to: shipping depends on it.",
                    {}, "country"});
  }
  const auto started = app::create_checkout(to.services, cart->id, cart->items, cart->terms);
  if (started) return json_response(200, {{"url", started->url}, {"order_number", started->order_number}});
  const auto& error = started.error();
  // A paid cart's error carries the way to its order.
  if (error.code == ErrorCode::kConflict && error.field == "cart_id") {
    return problem(error, 409, {{"order_url", error.cause}});
  }
  if (error.code == ErrorCode::kConflict && is_about_the_sum(error.field)) return quote_again(to, *cart, error);
  if (error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kInternal) {
    base::log_error("a checkout could not be started", error, {{"request", request.id}});
  }
  return problem(error);
}

}  // namespace http
