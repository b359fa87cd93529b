#include "app/orders/record_fulfillment.h"

#include <algorithm>

#include "app/notifications/owe_mail.h"
#include "app/orders/change_order.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderEvent;
using ports::FulfillmentState;

// 32 hex digits back to the UUID they came from.
domain::OrderId order_id_from(const std::string& external_id) {
  std::string id = external_id;
  if (id.size() != 32) return {};
  for (const std::size_t at : {8, 13, 18, 23}) id.insert(at, 1, '-');
  return {id};
}

// When we first heard of the delivery of a parcel that is delivered.
std::optional<base::Timestamp> delivery_of(const ports::Parcel& parcel, const std::vector<domain::Shipment>& known,
                                           base::Timestamp now) {
  if (!parcel.delivered) return std::nullopt;
  for (const auto& shipment : known) {
    if (shipment.provider_shipment_id == parcel.id && shipment.delivered_at) return shipment.delivered_at;
  }
  return now;
}

void record_parcels(Services& services, ports::Transaction& transaction, Order& order,
                    const std::vector<ports::Parcel>& parcels) {
  const auto now = services.clock.now();
  const auto known = transaction.orders().shipments(order.id);
  for (const auto& parcel : parcels) {
    const domain::Shipment shipment{order.id,           parcel.id,
                                    parcel.carrier,     parcel.tracking_number,
                                    parcel.tracking_url, parcel.shipped_at,
                                    delivery_of(parcel, known, now)};
    if (!transaction.orders().save_shipment(shipment)) continue;
    order.tracking_number = parcel.tracking_number;
    if (!order.shipped_at) order.shipped_at = parcel.shipped_at;
    transaction.orders().update(order);
    owe_mail(services, transaction, order, domain::MailKind::kShipped, parcel.id);
  }
}

void advance_with_parcels(ports::Transaction& transaction, Order& order, const std::vector<ports::Parcel>& parcels,
                          base::Timestamp now) {
  if (parcels.empty()) return;
  change_order(transaction, order, OrderEvent::kParcelShipped, now, "printful", parcels.back().tracking_number);
  const bool all_delivered = std::all_of(parcels.begin(), parcels.end(), [](const auto& p) { return p.delivered; });
  if (all_delivered) change_order(transaction, order, OrderEvent::kParcelDelivered, now, "printful");
}

// An order that fell back to draft (Printful does so after some holds) is not being made until somebody confirms it.
bool is_trouble(FulfillmentState state) {
  return state == FulfillmentState::kDraft || state == FulfillmentState::kOnHold || state == FulfillmentState::kFailed ||
         state == FulfillmentState::kCanceled;
}

// Some events name the printer's order only.
base::Result<std::string> external_id_from(Services& services, const std::string& object_id) {
  static constexpr std::string_view kPrefix = "printful:";
  if (!object_id.starts_with(kPrefix)) return object_id;
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::string> {
    const auto found =
        transaction.orders().find_fulfillment_by_provider_order("printful", object_id.substr(kPrefix.size()));
    if (!found) return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", object_id);
    return found->external_id;
  });
}

}  // namespace

void adopt_fulfillment(Services& services, ports::Transaction& transaction, Order& order,
                       const ports::FulfillmentOrder& theirs) {
  const auto now = services.clock.now();
  transaction.orders().save_fulfillment(
      {order.id, "printful", theirs.external_id, theirs.id, theirs.provider_state, now});
  record_parcels(services, transaction, order, theirs.parcels);
  if (is_trouble(theirs.state)) {
    change_order(transaction, order, OrderEvent::kTrouble, now, "printful", theirs.provider_state + ": " + theirs.reason);
  } else {
    change_order(transaction, order, OrderEvent::kSubmitted, now, "printful", theirs.id);
    advance_with_parcels(transaction, order, theirs.parcels, now);
  }
}

base::Result<void> record_fulfillment(Services& services, const std::string& object_id) {
  const auto resolved = external_id_from(services, object_id);
  if (!resolved) return base::forward_error(resolved);
  const std::string& external_id = *resolved;
  const auto id = order_id_from(external_id);
  if (!base::is_uuid(id.value)) {
    return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", "external id " + external_id);
  }
  const auto theirs = services.printer.find_order(external_id);
  if (!theirs) return base::forward_error(theirs);
  if (!*theirs) return base::fail(base::ErrorCode::kNotFound, "The printer does not know this order.");
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update(id);
    if (!order) return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", "external id " + external_id);
    adopt_fulfillment(services, transaction, *order, **theirs);
    return {};
  });
}

}  // namespace app
