#pragma once

#include "app/services.h"

namespace app {

// Job order.cancel_print: stops the print of an order that is refunded in full. Where the printer can no longer stop it,
// a person is told.
base::Result<void> cancel_print(Services& services, const domain::Job& job);

}  // namespace app
