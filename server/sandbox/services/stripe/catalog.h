#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "sandbox/services/stripe/errors.h"
#include "sandbox/services/stripe/form.h"
#include "sandbox/services/world.h"

namespace sandbox::stripe {

const std::vector<Param>& product_params();
const std::vector<Param>& price_params();

ApiResult<nlohmann::json> create_product(World& world, const nlohmann::json& params);
// The object of a price for one payment, of the parameters of a price or of a line item's price_data; one without a product
// gets one of its own.
nlohmann::json make_price(const nlohmann::json& wanted, std::int64_t now_s);
// Of one payment: the shop needs no others.
ApiResult<nlohmann::json> create_price(World& world, const nlohmann::json& params);

// A session's parameters with each line item's price spelled out as price_data. An error for a price that is not known.
ApiResult<nlohmann::json> with_price_data(World& world, nlohmann::json params);

}  // namespace sandbox::stripe
