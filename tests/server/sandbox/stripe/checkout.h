#pragma once

#include "sandbox/stand_ins.h"

// Fields of a session like the shop's own: one tee, flat shipping, address and phone.
inline http::FormFields session_fields() {
  return {{"mode", "payment"},
          {"success_url", "http://shop.test/thank-you?session_id={CHECKOUT_SESSION_ID}"},
          {"cancel_url", "http://shop.test/cart"},
          {"client_reference_id", "order-1"},
          {"line_items[0][quantity]", "2"},
          {"line_items[0][price_data][currency]", "usd"},
          {"line_items[0][price_data][unit_amount]", "2900"},
          {"line_items[0][price_data][product_data][name]", "Scream <tee>"},
          {"shipping_address_collection[allowed_countries][0]", "US"},
          {"shipping_address_collection[allowed_countries][1]", "CH"},
          {"phone_number_collection[enabled]", "true"},
          {"shipping_options[0][shipping_rate_data][type]", "fixed_amount"},
          {"shipping_options[0][shipping_rate_data][display_name]", "Standard"},
          {"shipping_options[0][shipping_rate_data][fixed_amount][amount]", "499"},
          {"shipping_options[0][shipping_rate_data][fixed_amount][currency]", "usd"}};
}

inline http::FormFields with(http::FormFields fields, const std::string& name, const std::string& value) {
  for (auto& field : fields) {
    if (field.first == name) {
      field.second = value;
      return fields;
    }
  }
  fields.emplace_back(name, value);
  return fields;
}

inline http::FormFields without(http::FormFields fields, const std::string& prefix) {
  std::erase_if(fields, [&](const auto& field) { return field.first.starts_with(prefix); });
  return fields;
}

inline std::string open_session(StandIns& stand_ins, const http::FormFields& fields = session_fields()) {
  return json_of(stand_ins.stripe_post("/v1/checkout/sessions", fields)).at("id");
}

inline http::FormFields buyer_fields(const std::string& card_number = "4242 4242 4242 4242") {
  return {{"email", "ann@example.com"},
          {"name", "Ann Example"},
          {"line1", "1 Main St"},
          {"city", "Springfield"},
          {"state", "il"},
          {"postal_code", "62701"},
          {"country", "US"},
          {"phone", "+1 217 555 0100"},
          {"card_number", card_number},
          {"card_expiry", "12 / 34"},
          {"card_cvc", "123"},
          {"action", "pay"}};
}
