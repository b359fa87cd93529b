#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/stripe/form.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

const std::vector<Param>& refund_params();

// Part or all of a charge, at once. Refused when more than what is left would go back.
ApiResult<nlohmann::json> create_refund(World& world, const nlohmann::json& params);
ApiResult<nlohmann::json> retrieve_refund(World& world, const std::string& id);
// Newest first, in pages; `params` may name payment_intent, charge and created.gte, too.
ApiResult<nlohmann::json> list_refunds(World& world, const nlohmann::json& params);

// The bank sends the money back days later. False when the refund is not one that succeeded.
bool fail_refund(World& world, const std::string& id);

}  // namespace sandbox::stripe
