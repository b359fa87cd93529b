#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "sandbox/services/stripe/form.h"

namespace sandbox::stripe {

// Parameters of POST /v1/checkout/sessions in version 2026-10-28.endive.
const std::vector<Param>& session_params();

bool is_shipping_country(std::string_view code);

// The rules between parameters: what is required, what excludes what, amounts, times. `params` passed check_params.
ApiResult<void> check_session(const nlohmann::json& params, std::int64_t now_s);

}  // namespace sandbox::stripe
