#pragma once

#include <string>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

// The buyer goes to the bank, who takes the money back for the time being. False when the session has no paid charge or
// a dispute already. Until it is closed the charge cannot be refunded (charge_disputed); a lost one stays that way.
bool open_dispute(World& world, const std::string& session_id);

// The bank's word. False when there is no open dispute.
bool close_dispute(World& world, const std::string& session_id, bool won);

}  // namespace sandbox::stripe
