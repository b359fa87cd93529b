#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Moves the fulfillment along domain::fulfillment_transitions() and notes it in the order's story. False when there is no
// such edge, or its guard says no. Stores nothing but the note: the fulfillment is the caller's to save.
bool change_fulfillment(ports::Transaction& transaction, const domain::Order& order, domain::Fulfillment& fulfillment,
                        domain::FulfillmentEvent event, const domain::FulfillmentFacts& facts, base::Timestamp now,
                        std::string actor, const std::string& reason);

// As it is stored, or a new one that is owed.
domain::Fulfillment fulfillment_of(ports::Transaction& transaction, const domain::Order& order);

// Saves it as one version on.
void save_fulfillment(ports::Transaction& transaction, domain::Fulfillment& fulfillment, base::Timestamp now);

}  // namespace app
