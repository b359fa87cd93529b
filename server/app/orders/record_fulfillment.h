#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Brings the order in line with what the printer says of it now: parcels (one mail each), state, holds. Idempotent.
void adopt_fulfillment(Services& services, ports::Transaction& transaction, domain::Order& order,
                       const ports::FulfillmentOrder& theirs);

// Reads the printer's order anew, then adopt_fulfillment. `object_id` as webhook events give it: our external id, or
// "printful:<their order id>". kNotFound when the order is not ours or not theirs.
base::Result<void> record_fulfillment(Services& services, const std::string& object_id);

}  // namespace app
