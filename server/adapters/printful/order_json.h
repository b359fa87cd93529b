#pragma once

#include <string>
#include <string_view>

#include "ports/fulfillment_provider.h"

namespace adapters::printful {

// The JSON body of POST /orders (v1).
std::string order_body(const ports::FulfillmentRequest& request);

// The order in a v1 answer {"code":200,"result":{...}}. What cannot be read is kUnavailable.
base::Result<ports::FulfillmentOrder> read_order(std::string_view body);

// draft, pending, failed, canceled, inreview, inprocess, onhold, partial, fulfilled, archived. A review and a word that
// we do not know count as on hold: a person should look.
ports::FulfillmentState state_from(std::string_view word, bool has_parcels);

}  // namespace adapters::printful
