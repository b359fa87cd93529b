#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/payment_gateway.h"

namespace adapters::stripe {

// The form body of POST /v1/refunds.
std::string refund_form(const ports::RefundRequest& request);

// A refund object as Stripe answers it; what cannot be read is kUnavailable.
base::Result<ports::PaidRefund> read_refund(std::string_view body);

struct RefundList {
  ports::RefundPage page;
  std::vector<std::string> unreadable;  // the ids of those that the page leaves out
};

// A list of them; kUnavailable where it is none, or has more and does not say behind what.
base::Result<RefundList> read_refunds(std::string_view body);

}  // namespace adapters::stripe
