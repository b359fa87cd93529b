#pragma once

#include <string_view>

#include "ports/fulfillment_provider.h"

namespace adapters::printful {

// What GET /v2/orders/{id}/shipments tells of the order's parcels, which are matched by id or tracking number: `delivered`,
// `returned`. What the order's own word does not tell, that one is held, canceled, out of stock or not delivered, makes it
// kOnHold and gives it a reason; what is canceled or short no longer counts once all has left, what
// was not delivered once a parcel was sent in its place. False when `body` is not such
// an answer; the order is then as it was.
bool read_shipments(std::string_view body, ports::FulfillmentOrder& order);

}  // namespace adapters::printful
