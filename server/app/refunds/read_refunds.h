#pragma once

#include "app/services.h"

namespace app {

// Job refund.read, owed when a payment becomes known: what was told of its refunds and disputes before
// that meant nothing to us.
base::Result<void> read_refunds(Services& services, const domain::Job& job);

// Puts the order before a person.
base::Result<void> give_up_reading_refunds(Services& services, const domain::Job& job, const base::Error& error);

}  // namespace app
