#pragma once

#include <string>

#include "ports/payment_gateway.h"

namespace adapters::stripe {

// The form body of POST /v1/checkout/sessions: hosted page, one flat shipping rate, our prices in our currency.
std::string checkout_form(const ports::CheckoutRequest& request);

}  // namespace adapters::stripe
