#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

// A stored session is {"object": what the API answers, "line_items": [...], "params": what it was made from}.

ApiResult<nlohmann::json> create_session(World& world, const nlohmann::json& params);
// `expand` names members to fill in: line_items, payment_intent, payment_intent.latest_charge.
ApiResult<nlohmann::json> retrieve_session(World& world, const std::string& id, const std::vector<std::string>& expand);
// Newest first, in pages; `params` may name payment_intent, too.
ApiResult<nlohmann::json> list_sessions(World& world, const nlohmann::json& params);
ApiResult<nlohmann::json> list_line_items(World& world, const std::string& id);
ApiResult<nlohmann::json> expire_session(World& world, const std::string& id);

// Ends every open session whose time is over.
void expire_due_sessions(World& world);

}  // namespace sandbox::stripe
