#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/stripe/form.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

const std::vector<Param>& coupon_params();

// A percentage or an amount off, once.
ApiResult<nlohmann::json> create_coupon(World& world, const nlohmann::json& params);
ApiResult<nlohmann::json> retrieve_coupon(World& world, const std::string& id);

// Takes the coupon that `discounts` names off a session that is being made. Nothing changes without one; an error where
// the coupon is unknown, used up, over, or of another currency.
ApiResult<void> apply_coupon(const nlohmann::json& stripe, const nlohmann::json& discounts, nlohmann::json& session,
                             std::int64_t now_s);

// Counts one use of what the session was discounted with.
void count_coupon_use(nlohmann::json& stripe, const nlohmann::json& session);

// Adds up an open session anew for this shipping.
void set_shipping(nlohmann::json& session, std::int64_t amount);

}  // namespace sandbox::stripe
