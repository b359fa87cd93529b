#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace sandbox::printful {

// Version 2 webhooks, put in line inside an edit of the state. `order` and `shipment` are version 1 objects.

// Types: order_updated, order_failed, order_canceled, order_put_hold, order_remove_hold.
void emit_order_event(nlohmann::json& root, const std::string& type, const nlohmann::json& order,
                      const std::string& reason, std::int64_t now_ms);

// Types: shipment_sent, shipment_delivered, shipment_returned.
void emit_shipment_event(nlohmann::json& root, const std::string& type, const nlohmann::json& order,
                         const nlohmann::json& shipment, std::int64_t now_ms);

// "2026-11-22T09:30:00Z"
std::string v2_time(std::int64_t unix_seconds);

}  // namespace sandbox::printful
