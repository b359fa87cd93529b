#pragma once

#include <string>
#include <vector>

#include "app/services.h"

namespace app {

// Reads all disputes of a payment anew and puts each new word about one ("dispute du_1: lost") before a person, once in the order's
// whole story. An order that is paid and not yet at the printer stops there while the bank has its money; only the owner takes
// it on, also after a dispute that was won. kNotFound when the payment is not ours.
base::Result<void> record_disputes(Services& services, const std::string& payment_intent_id);

// The orders, each once, whose stories do not tell how one of these disputes stands. Payments that are not ours are passed over.
base::Result<std::vector<domain::Order>> orders_that_differ(Services& services, const std::vector<ports::PaidDispute>& disputes);

}  // namespace app
