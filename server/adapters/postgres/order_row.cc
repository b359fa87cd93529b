#include "adapters/postgres/order_row.h"

#include "adapters/postgres/printify_article.h"

namespace adapters::postgres {
namespace {

std::optional<domain::Address> address_from(const Row& row) {
  if (!row.optional_text("ship_country")) return std::nullopt;
  return domain::Address{row.text("ship_name"),    row.text("ship_line1"),       row.text("ship_line2"),
                         row.text("ship_city"),    row.text("ship_state"),       row.text("ship_postal_code"),
                         row.text("ship_country"), row.text("ship_phone")};
}

void append_address(Params& params, const std::optional<domain::Address>& address) {
  if (!address) {
    params.insert(params.end(), 8, Param(std::nullopt));
    return;
  }
  for (const auto* part : {&address->name, &address->line1, &address->line2, &address->city, &address->state,
                           &address->postal_code, &address->country, &address->phone}) {
    params.emplace_back(*part);
  }
}

}  // namespace

domain::Order order_from(const Row& row) {
  domain::Order order;
  order.id = {row.text("id")};
  order.number = row.text("number");
  order.cart_id = row.text("cart_id");
  order.cart_fingerprint = row.text("cart_fingerprint");
  order.state = domain::order_state_from(row.text("status")).value();
  order.language = domain::language_from(row.text("language")).value_or(domain::Language::kEnglish);
  order.payment = domain::payment_state_from(row.text("payment_state")).value();
  order.currency = row.text("currency");
  order.subtotal_minor = row.big_integer("subtotal_cents");
  order.discount_minor = row.big_integer("discount_cents");
  order.promotion_code = row.optional_text("promotion_code");
  order.shipping_minor = row.big_integer("shipping_cents");
  order.shipping_country = row.text("shipping_country");
  order.total_minor = row.big_integer("total_cents");
  order.paid_minor = row.big_integer("paid_cents");
  order.refunded_minor = row.big_integer("refunded_cents");
  order.user_email = row.optional_text("user_email");
  order.stripe_session_id = row.optional_text("stripe_session_id");
  order.checkout_url = row.optional_text("checkout_url");
  order.payment_intent_id = row.optional_text("payment_intent_id");
  order.shipping_address = address_from(row);
  order.tracking_number = row.optional_text("tracking_number");
  order.trouble = row.optional_text("trouble");
  order.created_at = row.time("created_at");
  order.paid_at = row.optional_time("paid_at");
  order.shipped_at = row.optional_time("shipped_at");
  return order;
}

domain::OrderLine order_line_from(const Row& row) {
  domain::OrderLine line;
  line.id = row.text("id");
  line.product_id = row.big_integer("product_id");
  line.design_id = {row.text("pet_image_id")};
  line.variant_sku = row.text("variant_sku");
  line.printful_variant_id = row.big_integer("printful_variant_id");
  line.print_spec = row.text("print_spec");
  line.placement = row.text("placement");
  line.name = row.text("name");
  line.variant_label = row.text("variant_label");
  line.quantity = row.integer("quantity");
  line.unit_price_minor = row.big_integer("unit_price_cents");
  line.provider = row.text("provider");
  line.printify = article_from(row.optional_text("printify"));
  return line;
}

Params changing_columns_of(const domain::Order& order) {
  Params params = {order.id,
                   to_string(order.state),
                   order.subtotal_minor,
                   order.shipping_minor,
                   order.total_minor,
                   order.currency,
                   order.user_email,
                   order.stripe_session_id,
                   order.checkout_url,
                   order.payment_intent_id,
                   order.tracking_number,
                   order.trouble,
                   order.paid_at,
                   order.shipped_at};
  append_address(params, order.shipping_address);
  params.insert(params.end(), {order.number, order.cart_id, order.cart_fingerprint, order.discount_minor,
                               order.promotion_code, order.paid_minor, to_string(order.language), to_string(order.payment),
                               order.shipping_country});
  return params;
}

}  // namespace adapters::postgres
