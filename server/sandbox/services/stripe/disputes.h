#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

// All there are, or those of one charge or payment_intent, made since then (created[gte]).
ApiResult<nlohmann::json> list_disputes(World& world, const nlohmann::json& params);

// The buyer goes to the bank, who takes the money back for the time being. False when the session has no paid charge or
// a dispute already. Until it is closed the charge cannot be refunded (charge_disputed); a lost one stays that way.
bool open_dispute(World& world, const std::string& session_id);

// The bank's word. False when there is no open dispute.
bool close_dispute(World& world, const std::string& session_id, bool won);

}  // namespace sandbox::stripe
