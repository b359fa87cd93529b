#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Moves the order's payment along domain::payment_transitions() and notes it in the order's story. False when there is no
// such edge, or its guard says no: then nothing is stored. `order` must have paid_minor as it is now.
bool change_payment(ports::Transaction& transaction, domain::Order& order, domain::PaymentEvent event, base::Timestamp now,
                    std::string actor, const std::string& reason = {});

// Whether money may still come for it, and nobody knows yet.
bool awaits_payment(const domain::Order& order);

// Whether money came for it, as it should or not, and though some or all was given back.
bool is_paid(const domain::Order& order);

}  // namespace app
