#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/stripe/form.h"
#include "sandbox/services/world.h"

// The payment page as a program sees it: no documented part of the API, but how Stripe's command line pays a session
// (`stripe trigger checkout.session.completed`).
namespace sandbox::stripe {

const std::vector<Param>& payment_method_params();
const std::vector<Param>& confirmation_params();

// A card by one of the published test tokens ("tok_visa").
ApiResult<nlohmann::json> create_payment_method(World& world, const nlohmann::json& params);
ApiResult<nlohmann::json> retrieve_payment_page(World& world, const std::string& session_id);
// Pays an open session with a stored payment method. The card's answer is that of its token; `expected_amount` must be
// what the page shows.
ApiResult<nlohmann::json> confirm_payment_page(World& world, const std::string& session_id, const nlohmann::json& params);

}  // namespace sandbox::stripe
