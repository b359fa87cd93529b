#pragma once

#include "adapters/postgres/sql_value.h"
#include "domain/order.h"

namespace adapters::postgres {

// A row of `orders` as a value, still without its lines.
domain::Order order_from(const Row& row);
domain::OrderLine order_line_from(const Row& row);

// The columns that change in an order's life, in the order of kOrderUpdate below.
Params changing_columns_of(const domain::Order& order);

inline constexpr const char* kOrderInsert =
    "INSERT INTO orders (id, status, subtotal_cents, shipping_cents, total_cents, currency, user_email, "
    "stripe_session_id, checkout_url, payment_intent_id, tracking_number, trouble, paid_at, shipped_at, ship_name, "
    "ship_line1, ship_line2, ship_city, ship_state, ship_postal_code, ship_country, ship_phone, number, cart_id, "
    "cart_fingerprint, discount_cents, promotion_code, paid_cents, language, payment_state, shipping_country, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)";

inline constexpr const char* kOrderUpdate =
    "UPDATE orders SET status = $2, subtotal_cents = $3, shipping_cents = $4, total_cents = $5, currency = $6, "
    "user_email = $7, stripe_session_id = $8, checkout_url = $9, payment_intent_id = $10, tracking_number = $11, "
    "trouble = $12, paid_at = $13, shipped_at = $14, ship_name = $15, ship_line1 = $16, ship_line2 = $17, "
    "ship_city = $18, ship_state = $19, ship_postal_code = $20, ship_country = $21, ship_phone = $22, number = $23, "
    "cart_id = $24, cart_fingerprint = $25, discount_cents = $26, promotion_code = $27, "
    "paid_cents = $28, language = $29, payment_state = $30, shipping_country = $31 WHERE id = $1";

}  // namespace adapters::postgres
