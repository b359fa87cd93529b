#pragma once

#include <vector>

#include "app/services.h"

namespace app {

// The orders, each once, of which one of these refunds is unknown here or stands otherwise than the payment service says.
// Payments that are not ours are passed over.
base::Result<std::vector<domain::Order>> orders_that_differ(Services& services, const std::vector<ports::PaidRefund>& refunds);

}  // namespace app
