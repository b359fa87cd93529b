#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/payment_gateway.h"

namespace adapters::stripe {

struct DisputePage {
  std::vector<ports::PaidDispute> disputes;  // newest first
  std::string next;                          // the id behind which the next page begins; empty where this is the last
};

// A list of disputes as Stripe answers it. kUnavailable where it is none, or one of them cannot be read. A state that is new to us
// counts as open: better a person looks in vain than that nobody does.
base::Result<DisputePage> read_disputes(std::string_view body);

}  // namespace adapters::stripe
