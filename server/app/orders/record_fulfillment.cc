#include "app/orders/record_fulfillment.h"

#include <algorithm>

#include "app/notifications/owe_mail.h"
#include "app/orders/change_order.h"
#include "app/refunds/request_refund.h"
#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using domain::Order;
using domain::OrderEvent;
using ports::FulfillmentState;

// When we first heard of the parcel's delivery. What we once heard stays true, though the printer says it no longer.
std::optional<base::Timestamp> delivery_of(const ports::Parcel& parcel, const std::vector<domain::Shipment>& known,
                                           base::Timestamp now) {
  for (const auto& shipment : known) {
    if (shipment.provider_shipment_id == parcel.id && shipment.delivered_at) return shipment.delivered_at;
  }
  if (!parcel.delivered) return std::nullopt;
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
  const auto known = transaction.orders().shipments(order.id);
  const bool all_delivered = std::all_of(parcels.begin(), parcels.end(), [&](const auto& parcel) {
    return delivery_of(parcel, known, now).has_value();
  });
  if (all_delivered) change_order(transaction, order, OrderEvent::kParcelDelivered, now, "printful");
}

// An order that fell back to draft (Printful does so after some holds) is not being made until somebody confirms it.
bool is_trouble(FulfillmentState state) {
  return state == FulfillmentState::kDraft || state == FulfillmentState::kOnHold || state == FulfillmentState::kFailed ||
         state == FulfillmentState::kCanceled;
}

bool is_known_at_printer(ports::Transaction& transaction, const Order& order) {
  const auto known = transaction.orders().find_fulfillment(order.id);
  return known && !known->provider_order_id.empty();
}

}  // namespace

void adopt_fulfillment(Services& services, ports::Transaction& transaction, Order& order,
                       const ports::FulfillmentOrder& theirs) {
  const auto now = services.clock.now();
  // A submission that had lost its job may reach the printer after the refund has looked there in vain.
  if (!is_known_at_printer(transaction, order)) stop_print_if_refunded(transaction, order, now);
  transaction.orders().save_fulfillment(
      {order.id, "printful", theirs.external_id, theirs.id, theirs.provider_state, now});
  record_parcels(services, transaction, order, theirs.parcels);
  const bool stopped_by_us = theirs.state == FulfillmentState::kCanceled && is_refunded_in_full(order);
  if (stopped_by_us) return;
  if (is_trouble(theirs.state)) {
    change_order(transaction, order, OrderEvent::kTrouble, now, "printful", theirs.provider_state + ": " + theirs.reason);
  } else {
    if (change_order(transaction, order, OrderEvent::kSubmitted, now, "printful", theirs.id)) {
      owe_mail(services, transaction, order, domain::MailKind::kInProduction);
    }
    advance_with_parcels(transaction, order, theirs.parcels, now);
  }
}

std::optional<domain::OrderId> order_spoken_of(ports::Transaction& transaction, const std::string& object_id) {
  static constexpr std::string_view kPrefix = "printful:";
  if (object_id.starts_with(kPrefix)) {
    const auto found =
        transaction.orders().find_fulfillment_by_provider_order("printful", object_id.substr(kPrefix.size()));
    if (!found) return std::nullopt;
    return found->order_id;
  }
  std::string id = object_id;
  if (id.size() != 32) return std::nullopt;
  for (const std::size_t at : {8, 13, 18, 23}) id.insert(at, 1, '-');
  if (!base::is_uuid(id)) return std::nullopt;
  return domain::OrderId{id};
}

base::Result<void> record_fulfillment(Services& services, const std::string& object_id) {
  const auto id = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<domain::OrderId>>(order_spoken_of(transaction, object_id));
  });
  if (!id) return base::forward_error(id);
  if (!*id) return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", "the printer's " + object_id);
  const auto theirs = services.printer.find_order(domain::external_id_of(**id));
  if (!theirs) return base::forward_error(theirs);
  if (!*theirs) return base::fail(base::ErrorCode::kNotFound, "The printer does not know this order.");
  base::kill_point(domain::kill_points::kFulfillmentRead);
  const auto recorded = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto order = transaction.orders().find_for_update(**id);
    if (!order) return base::fail(base::ErrorCode::kNotFound, "We do not know this order.", "order " + (*id)->value);
    adopt_fulfillment(services, transaction, *order, **theirs);
    return {};
  });
  if (recorded && (*theirs)->delivery_unclear) {
    return base::fail(base::ErrorCode::kUnavailable, "The printer is busy.", "it did not say which parcels arrived");
  }
  return recorded;
}

}  // namespace app
