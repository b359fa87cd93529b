#pragma once

#include "app/services.h"

namespace app {

// Job refund.send: asks the payment service for a stored refund. What it may know of it already is looked up first, and
// the key is the refund's own, so that a lost answer never pays back twice.
base::Result<void> send_refund(Services& services, const domain::Job& job);

// When it failed for the last time: nobody knows whether it was done, so a person must look.
base::Result<void> give_up_refund(Services& services, const domain::Job& job, const base::Error& error);

}  // namespace app
