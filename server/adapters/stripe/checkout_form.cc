#include "adapters/stripe/checkout_form.h"

#include <algorithm>
#include <cctype>

#include "adapters/http_client/form.h"

namespace adapters::stripe {
namespace {

using http_client::FormBody;

// Our prices are what is paid: nothing is added to them, also where Stripe is told to compute taxes.
constexpr const char* kTaxBehavior = "inclusive";

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

void add_line(FormBody& form, std::size_t index, const domain::OrderLine& line, const std::string& currency) {
  const std::string item = "line_items[" + std::to_string(index) + "]";
  const std::string price = item + "[price_data]";
  form.add(item + "[quantity]", line.quantity);
  form.add(price + "[currency]", currency);
  form.add(price + "[unit_amount]", line.unit_price_minor);
  form.add(price + "[tax_behavior]", kTaxBehavior);
  form.add(price + "[product_data][name]", line.name);
  // An empty description is refused.
  if (!line.variant_label.empty()) form.add(price + "[product_data][description]", line.variant_label);
  form.add(price + "[product_data][metadata][variant_sku]", line.variant_sku);
  form.add(price + "[product_data][metadata][design_id]", line.design_id.value);
}

void add_shipping(FormBody& form, const domain::ShippingPolicy& policy) {
  const std::string rate = "shipping_options[0][shipping_rate_data]";
  form.add(rate + "[type]", "fixed_amount");
  form.add(rate + "[display_name]", policy.name);
  form.add(rate + "[fixed_amount][amount]", policy.price.minor);
  form.add(rate + "[fixed_amount][currency]", lower(policy.price.currency));
  form.add(rate + "[tax_behavior]", kTaxBehavior);
  for (std::size_t i = 0; i < policy.countries.size(); ++i) {
    form.add("shipping_address_collection[allowed_countries][" + std::to_string(i) + "]", policy.countries[i]);
  }
  form.add("phone_number_collection[enabled]", true);  // couriers need it
}

}  // namespace

std::string coupon_form(const domain::Order& order) {
  FormBody form;
  form.add("amount_off", order.discount_minor);
  form.add("currency", lower(order.currency));
  form.add("duration", "once");
  form.add("max_redemptions", 1);
  form.add("name", order.promotion_code.value_or("Discount"));  // what the page shows, at most 40 characters
  form.add("metadata[order_id]", order.id.value);
  form.add("metadata[order_number]", order.number);
  return form.text();
}

std::string checkout_form(const ports::CheckoutRequest& request, const std::string& coupon) {
  const domain::Order& order = request.order;
  FormBody form;
  form.add("mode", "payment");
  form.add("submit_type", "pay");
  form.add("client_reference_id", order.id.value);
  form.add("locale", std::string(to_string(order.language)));
  form.add("success_url", request.success_url);
  form.add("cancel_url", request.cancel_url);
  form.add("expires_at", static_cast<std::int64_t>(base::to_unix_seconds(request.expires_at)));
  if (order.user_email) form.add("customer_email", *order.user_email);
  // Another currency on the page would make the paid amount differ from the order's.
  form.add("adaptive_pricing[enabled]", false);
  for (std::size_t i = 0; i < order.lines.size(); ++i) add_line(form, i, order.lines[i], lower(order.currency));
  if (!coupon.empty()) form.add("discounts[0][coupon]", coupon);
  add_shipping(form, request.shipping);
  // The session's metadata is not copied to the payment, where refunds and disputes are looked up.
  for (const std::string metadata : {"metadata", "payment_intent_data[metadata]"}) {
    form.add(metadata + "[order_id]", order.id.value);
    form.add(metadata + "[order_number]", order.number);
  }
  return form.text();
}

}  // namespace adapters::stripe
