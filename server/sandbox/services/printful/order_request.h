#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sandbox/services/printful/answers.h"

namespace sandbox::printful {

// The checks of POST /orders: recipient, items, variants, placements, files, external id. The first fault is the
// answer.
ApiResult<void> check_order(const nlohmann::json& order);

// The same without files and names: what rates and estimates need.
ApiResult<void> check_recipient_region(const nlohmann::json& recipient);
ApiResult<void> check_items(const nlohmann::json& items, bool with_files);

bool is_external_id(const std::string& text);

}  // namespace sandbox::printful
