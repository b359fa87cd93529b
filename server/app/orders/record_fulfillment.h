#pragma once

#include <optional>
#include <string>

#include "app/services.h"

namespace app {

// Brings the order in line with what the printer says of it now: parcels (one mail each), state, holds. Idempotent. A
// print that is first heard of after the order was refunded in full is owed its end.
void adopt_fulfillment(Services& services, ports::Transaction& transaction, domain::Order& order,
                       const ports::FulfillmentOrder& theirs);

// Whose order a webhook event of the printer speaks of: `object_id` is our external id, or "printful:<their order id>".
// It need not exist.
std::optional<domain::OrderId> order_spoken_of(ports::Transaction& transaction, const std::string& object_id);

// Reads the printer's order anew, then adopt_fulfillment. `object_id` as for order_spoken_of. kNotFound when the order is not ours or not theirs; kUnavailable when all but the
// deliveries is recorded, so that it is asked again.
base::Result<void> record_fulfillment(Services& services, const std::string& object_id);

}  // namespace app
