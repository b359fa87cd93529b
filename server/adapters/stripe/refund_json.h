#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/payment_gateway.h"

namespace adapters::stripe {

// The form body of POST /v1/refunds.
std::string refund_form(const ports::RefundRequest& request);

// A refund object, or a list of them, as Stripe answers it; what cannot be read is kUnavailable.
base::Result<ports::PaidRefund> read_refund(std::string_view body);
base::Result<ports::RefundPage> read_refunds(std::string_view body);

}  // namespace adapters::stripe
