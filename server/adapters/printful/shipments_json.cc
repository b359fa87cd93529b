#include "adapters/printful/shipments_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "adapters/http_client/json_reading.h"

namespace adapters::printful {
namespace {

using http_client::text_at;
using nlohmann::json;
using ports::FulfillmentState;

bool is_returned(const json& shipment) {
  return text_at(shipment, {"shipment_status"}) == "returned" || text_at(shipment, {"delivery_status"}) == "return_to_sender";
}

bool is_delivered(const json& shipment) {
  if (is_returned(shipment)) return false;
  return text_at(shipment, {"delivery_status"}) == "delivered" || http_client::time_at(shipment, {"delivered_at"}).has_value();
}

void mark_parcel(const json& shipment, ports::FulfillmentOrder& order) {
  const std::string id = text_at(shipment, {"id"});
  const std::string number = text_at(shipment, {"tracking_number"});
  for (ports::Parcel& parcel : order.parcels) {
    if (parcel.id != id && (number.empty() || parcel.tracking_number != number)) continue;
    parcel.delivered = parcel.delivered || is_delivered(shipment);
    parcel.returned = parcel.returned || is_returned(shipment);
  }
}

// Empty where it goes its way.
std::string trouble_of(const json& shipment, bool all_left, bool sent_again) {
  if (is_delivered(shipment) || is_returned(shipment)) return {};
  const std::string delivery = sent_again ? "" : text_at(shipment, {"delivery_status"});
  if (delivery == "failure") return "the carrier could not deliver a parcel";
  if (delivery == "canceled") return "the carrier was told not to deliver a parcel";
  if (all_left) return {};
  const std::string status = text_at(shipment, {"shipment_status"});
  if (status == "outstock") return "a parcel is out of stock";
  if (status == "onhold") return "a parcel is on hold";
  if (status == "canceled") return "a parcel was canceled";
  return {};
}

// Nobody makes a canceled or failed order: that is the graver word.
bool may_be_held(FulfillmentState state) { return state != FulfillmentState::kCanceled && state != FulfillmentState::kFailed; }

}  // namespace

bool read_shipments(std::string_view body, ports::FulfillmentOrder& order) {
  const auto answer = http_client::parse_json(body);
  if (!answer) return false;
  const json& shipments = http_client::member(*answer, {"data"});
  if (!shipments.is_array()) return true;
  const bool all_left = order.state == FulfillmentState::kShipped;
  const bool sent_again = std::any_of(shipments.begin(), shipments.end(), [](const json& shipment) {
    return http_client::flag_at(shipment, {"is_reshipment"});
  });
  std::string trouble;
  for (const json& shipment : shipments) {
    mark_parcel(shipment, order);
    if (trouble.empty()) trouble = trouble_of(shipment, all_left, sent_again);
  }
  if (trouble.empty() || !may_be_held(order.state)) return true;
  order.state = FulfillmentState::kOnHold;
  order.reason = trouble;
  return true;
}

}  // namespace adapters::printful
