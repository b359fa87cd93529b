#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sandbox/services/printify/answers.h"

namespace sandbox::printify {

// What Printify checks of POST /orders.json, with the things to be made given as blueprint, print provider and print areas.
ApiResult<void> check_order(const nlohmann::json& order);

// Of POST /orders/shipping.json: the same items; of the address only the country must be there.
ApiResult<void> check_shipping(const nlohmann::json& order);

}  // namespace sandbox::printify
