#include "app/orders/parcels.h"

#include <algorithm>
#include <map>

#include "app/notifications/owe_mail.h"

namespace app {
namespace {

using domain::Order;
using domain::ShippedItem;
using domain::Shipment;

const Shipment* find_parcel(const std::vector<Shipment>& known, const std::string& id) {
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const auto& shipment) { return shipment.provider_shipment_id == id; });
  return found == known.end() ? nullptr : &*found;
}

std::optional<base::Timestamp> first_heard(bool now_true, const std::optional<base::Timestamp>& before, base::Timestamp now) {
  if (before) return before;
  return now_true ? std::optional(now) : std::nullopt;
}

// Only lines of this order, each once, by line id.
std::vector<ShippedItem> items_of(const Order& order, const ports::Parcel& parcel) {
  std::map<std::string, int> quantities;
  for (const auto& item : parcel.items) {
    const bool ours = std::any_of(order.lines.begin(), order.lines.end(), [&](const auto& line) { return line.id == item.line_id; });
    if (ours && item.quantity > 0) quantities[item.line_id] += item.quantity;
  }
  std::vector<ShippedItem> items;
  for (const auto& [line_id, quantity] : quantities) items.push_back({line_id, quantity});
  return items;
}

Shipment shipment_of(const Order& order, const ports::Parcel& parcel, const Shipment* known, base::Timestamp now) {
  Shipment shipment;
  shipment.order_id = order.id;
  shipment.provider_shipment_id = parcel.id;
  shipment.carrier = parcel.carrier;
  shipment.tracking_number = parcel.tracking_number;
  shipment.tracking_url = parcel.tracking_url;
  shipment.shipped_at = parcel.shipped_at;
  shipment.delivered_at = first_heard(parcel.delivered, known ? known->delivered_at : std::nullopt, now);
  shipment.returned_at = first_heard(parcel.returned, known ? known->returned_at : std::nullopt, now);
  shipment.reshipment = parcel.reshipment || (known && known->reshipment);
  shipment.items = items_of(order, parcel);
  if (shipment.items.empty() && known) shipment.items = known->items;
  return shipment;
}

}  // namespace

void record_parcels(Services& services, ports::Transaction& transaction, Order& order,
                    const std::vector<ports::Parcel>& parcels) {
  const auto now = services.clock.now();
  const auto known = transaction.orders().shipments(order.id);
  for (const auto& parcel : parcels) {
    if (!transaction.orders().save_shipment(shipment_of(order, parcel, find_parcel(known, parcel.id), now))) continue;
    order.tracking_number = parcel.tracking_number;
    if (!order.shipped_at || parcel.shipped_at < *order.shipped_at) order.shipped_at = parcel.shipped_at;
    transaction.orders().update(order);
    owe_mail(services, transaction, order, domain::MailKind::kShipped, parcel.id);
  }
}

domain::FulfillmentFacts facts_of(const std::vector<Shipment>& parcels) {
  domain::FulfillmentFacts facts;
  int sent_again = 0;
  for (const auto& parcel : parcels) {
    if (parcel.reshipment) ++sent_again;
    if (parcel.returned_at) {
      ++facts.came_back;
      continue;
    }
    ++facts.parcels;
    if (parcel.delivered_at) ++facts.arrived;
  }
  facts.came_back = std::max(0, facts.came_back - sent_again);
  return facts;
}

}  // namespace app
