#pragma once

#include <string_view>

#include "ports/payment_gateway.h"

namespace adapters::stripe {

// A checkout.session object as Stripe answers it. What cannot be read is kUnavailable: somebody other than Stripe
// may have answered.
base::Result<ports::CheckoutSession> read_checkout_session(std::string_view body);

}  // namespace adapters::stripe
