#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sandbox/services/printful/answers.h"
#include "sandbox/services/world.h"

namespace sandbox::printful {

// GET /v2/orders/{id}/shipments and GET /v2/orders/{id}, without their paging.
ApiResult<nlohmann::json> list_shipments(World& world, const std::string& order_id);
ApiResult<nlohmann::json> retrieve_order_v2(World& world, const std::string& order_id);
// GET /v2/catalog-variants/{id}/availability; the setting printful_out_of_stock lists what has run out.
ApiResult<nlohmann::json> variant_availability(World& world, const std::string& variant_id);

}  // namespace sandbox::printful
