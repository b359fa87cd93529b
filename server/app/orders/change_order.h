#pragma once

#include <string>

#include "app/services.h"

namespace app {

// Applies `event`, stores the order and its history entry, settles the promotion code that it holds, and lets the
// owner be told of trouble. False when the
// state machine has no such edge: then nothing is stored.
bool change_order(ports::Transaction& transaction, domain::Order& order, domain::OrderEvent event, base::Timestamp now,
                  std::string actor, std::string reason = {});

}  // namespace app
