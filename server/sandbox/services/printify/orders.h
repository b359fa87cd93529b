#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sandbox/services/printify/answers.h"
#include "sandbox/services/world.h"

namespace sandbox::printify {

// Only {"id"}, as the real one. The same external_id twice is two orders: Printify does not promise otherwise.
ApiResult<nlohmann::json> create_order(World& world, const nlohmann::json& wanted);
ApiResult<nlohmann::json> retrieve_order(World& world, const std::string& id);
// Newest first, in pages.
nlohmann::json list_orders(World& world, std::size_t page, std::size_t limit);
// From on-hold or payment-not-received; 400 otherwise.
ApiResult<nlohmann::json> send_to_production(World& world, const std::string& id);
ApiResult<nlohmann::json> cancel_order(World& world, const std::string& id);
// {"standard": 475, "express": 799, ...} in cents
ApiResult<nlohmann::json> shipping_costs(const nlohmann::json& wanted);

// Inside an edit or read of the state: {"object", "files", "ships_at"}, or null.
nlohmann::json* find_order(nlohmann::json& root, const std::string& id);

// "2026-11-22 09:30:00+00:00"
std::string time_of(std::int64_t unix_seconds);

// In an edit: `data` besides the shop's id.
void emit(nlohmann::json& root, const World& world, const std::string& type, const std::string& order_id, nlohmann::json data);
// Sets it for the order and its items, and tells.
void set_status(nlohmann::json& root, const World& world, nlohmann::json& order, const std::string& status);

}  // namespace sandbox::printify
