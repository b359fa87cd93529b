#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Moves the order's payment along domain::payment_transitions() and notes it in the order's story. False when there is no
// such edge, or its guard says no: then nothing is stored. `order` must have paid_minor as it is now.
bool change_payment(ports::Transaction& transaction, domain::Order& order, domain::PaymentEvent event, base::Timestamp now,
                    std::string actor, const std::string& reason = {});

}  // namespace app
