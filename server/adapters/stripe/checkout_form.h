#pragma once

#include <string>

#include "ports/payment_gateway.h"

namespace adapters::stripe {

// The form body of POST /v1/coupons: exactly the order's discount, once. Needs a discount.
std::string coupon_form(const domain::Order& order);

// The form body of POST /v1/checkout/sessions: hosted page, one flat shipping rate, our prices in our currency, and the
// coupon of the order's discount, or "".
std::string checkout_form(const ports::CheckoutRequest& request, const std::string& coupon);

}  // namespace adapters::stripe
