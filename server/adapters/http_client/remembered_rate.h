#pragma once

#include <functional>
#include <string>

#include "ports/fulfillment_provider.h"
#include "ports/provider_answers.h"
#include "ports/provider_gate.h"

namespace adapters::http_client {

// Carts ask only while half of what the provider takes at once is free: orders go first. kRateLimited where it is not. Nobody
// is in the way without a gate.
base::Result<void> let_orders_go_first(ports::ProviderGate* gate, std::string_view provider);

// The same for the same things in another order or on several lines.
std::string rate_question(const ports::FulfillmentQuery& query);

// The rate that `ask` tells, at most once in a quarter of an hour for the same question. Where it tells none, the provider's
// word of the last day, `remembered`, else its error. Without `answers` it is asked each time.
base::Result<std::optional<ports::ShippingRate>> remembered_rate(ports::ProviderAnswers* answers, std::string_view provider,
                                                                 const std::string& question,
                                                                 const std::function<base::Result<base::Money>()>& ask);

}  // namespace adapters::http_client
