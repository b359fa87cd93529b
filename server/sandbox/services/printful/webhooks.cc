#include "sandbox/services/printful/webhooks.h"

#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

Json order_data(const Json& order) {
  return {{"id", order["id"]},
          {"external_id", order["external_id"].is_string() ? order["external_id"] : Json("")},
          {"status", order["status"]},
          {"store_id", order["store"]},
          {"dashboard_url", order["dashboard_url"]},
          {"created_at", v2_time(order["created"].get<std::int64_t>())},
          {"updated_at", v2_time(order["updated"].get<std::int64_t>())}};
}

Json shipment_data(const Json& order, const Json& shipment) {
  const Json& delivered = shipment["delivered_at"];
  const Json& shipped = shipment["shipped_at"];
  return {{"id", shipment["id"]},
          {"status", delivered.is_number() && !shipment.contains("returned_at") ? Json("delivered") : shipment["status"]},
          {"store_id", order["store"]},
          {"tracking_number", shipment["tracking_number"]},
          {"tracking_url", shipment["tracking_url"]},
          {"created_at", v2_time(shipment["created"].get<std::int64_t>())},
          {"ship_date", shipment["ship_date"]},
          {"shipped_at", shipped.is_number() ? Json(v2_time(shipped.get<std::int64_t>())) : Json()},
          {"delivered_at", delivered.is_number() ? Json(v2_time(delivered.get<std::int64_t>())) : Json()},
          {"reshipment", shipment["reshipment"]}};
}

void emit(Json& root, const std::string& type, const Json& order, Json data, std::int64_t now_ms) {
  enqueue_webhook(root, WebhookSource::kPrintful,
                  {{"type", type},
                   {"occurred_at", v2_time(now_ms / 1000)},
                   {"retries", 0},
                   {"store_id", order["store"]},
                   {"data", std::move(data)}},
                  now_ms);
}

}  // namespace

std::string v2_time(std::int64_t unix_seconds) {
  return base::to_rfc3339(base::from_unix_seconds(unix_seconds)).substr(0, 19) + "Z";
}

void emit_order_event(Json& root, const std::string& type, const Json& order, const std::string& reason,
                      std::int64_t now_ms) {
  Json data = {{"order", order_data(order)}};
  if (!reason.empty()) data["reason"] = reason;
  emit(root, type, order, std::move(data), now_ms);
}

void emit_shipment_event(Json& root, const std::string& type, const Json& order, const Json& shipment,
                         std::int64_t now_ms) {
  emit(root, type, order, {{"shipment", shipment_data(order, shipment)}, {"order", order_data(order)}}, now_ms);
}

}  // namespace sandbox::printful
