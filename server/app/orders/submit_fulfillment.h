#pragma once

#include "app/services.h"

namespace app {

// Job order.submit_fulfillment: create-or-adopt at the printer by our external id, so that a second run, or a first one
// whose answer was lost, never prints twice. An order the printer refuses goes before a person.
base::Result<void> submit_fulfillment(Services& services, const domain::Job& job);

// When an order's job failed for the last time.
base::Result<void> give_up_order(Services& services, const domain::Job& job, const base::Error& error);

}  // namespace app
