#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sandbox/services/printful/answers.h"
#include "sandbox/services/world.h"

namespace sandbox::printful {

// A stored order is {"object": what version 1 answers, "confirmed_at", "ships_at", "approved", "hold_reason"}.

ApiResult<nlohmann::json> create_order(World& world, const nlohmann::json& wanted, bool confirm);
// `id` is a number, or "@" and the shop's external id.
ApiResult<nlohmann::json> retrieve_order(World& world, const std::string& id);
ApiResult<nlohmann::json> confirm_order(World& world, const std::string& id);
// Only while it is a draft, pending or failed.
ApiResult<nlohmann::json> cancel_order(World& world, const std::string& id);

// Newest first; `total` counts all that match.
nlohmann::json list_orders(World& world, const std::string& status, std::size_t offset, std::size_t limit,
                           std::size_t& total);

// The stored order for use inside an edit or a read, or null.
nlohmann::json* find_order(nlohmann::json& root, const std::string& id);

nlohmann::json estimate_costs(const nlohmann::json& items);
nlohmann::json shipping_rates(const nlohmann::json& items, const std::string& country, std::int64_t now_s);

}  // namespace sandbox::printful
