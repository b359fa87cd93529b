#include "adapters/easypost/easypost_tracked_fulfillment.h"

#include <nlohmann/json.hpp>

#include "adapters/http_client/json_reading.h"

namespace adapters::easypost {

bool EasypostTrackedFulfillment::ask_about(ports::Parcel& parcel) {
  const auto tracker = post(http_, config_, "/trackers", {{"tracker", {{"tracking_code", parcel.tracking_number}}}});
  if (!tracker) return !base::is_transient(tracker.error().code);
  const std::string status = http_client::text_at(*tracker, {"status"});
  parcel.delivered = status == "delivered";
  parcel.returned = status == "return_to_sender";
  return true;
}

base::Result<std::optional<ports::FulfillmentOrder>> EasypostTrackedFulfillment::find_order(const std::string& external_id) {
  auto order = printer_.find_order(external_id);
  if (!order || !*order) return order;
  for (ports::Parcel& parcel : (*order)->parcels) {
    if (parcel.delivered || parcel.returned || parcel.tracking_number.empty()) continue;
    if (!ask_about(parcel)) (*order)->delivery_unclear = true;
  }
  return order;
}

}  // namespace adapters::easypost
