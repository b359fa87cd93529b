#include "app/orders/parcels.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/notifications/owe_mail.h"

namespace app {
namespace {

using domain::Order;
using domain::ShippedItem;
using domain::Shipment;

// By its name; where that came with the tracking number, also by the number, or by the name before it.
const Shipment* find_parcel(const std::vector<Shipment>& known, const ports::Parcel& parcel) {
  const auto first = [&](const auto& is_it) {
    const auto found = std::find_if(known.begin(), known.end(), is_it);
    return found == known.end() ? nullptr : &*found;
  };
  const auto* same = first([&](const auto& shipment) { return shipment.provider_shipment_id == parcel.id; });
  if (same != nullptr || parcel.provisional_id.empty() || parcel.tracking_number.empty()) return same;
  same = first([&](const auto& shipment) { return shipment.tracking_number == parcel.tracking_number; });
  if (same != nullptr) return same;
  return first([&](const auto& shipment) {
    return shipment.provider_shipment_id == parcel.provisional_id && shipment.tracking_number.empty();
  });
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
  shipment.provider_shipment_id = known ? known->provider_shipment_id : parcel.id;
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

bool may_hold_the_same(const Shipment& one, const Shipment& other) {
  if (one.items.empty() || other.items.empty()) return true;  // the printer did not say
  return std::any_of(one.items.begin(), one.items.end(), [&](const auto& item) {
    return std::any_of(other.items.begin(), other.items.end(), [&](const auto& theirs) { return theirs.line_id == item.line_id; });
  });
}

// What `again` was sent in place of: of the parcels that left before it the first that came back, else the first that never
// arrived. Nothing where all of them did.
const Shipment* replaced_by(const Shipment& again, const std::vector<const Shipment*>& before,
                            const std::set<const Shipment*>& replaced) {
  const Shipment* lost = nullptr;
  for (const auto* parcel : before) {
    if (replaced.contains(parcel) || !may_hold_the_same(*parcel, again)) continue;
    if (parcel->returned_at) return parcel;
    if (!parcel->delivered_at && lost == nullptr) lost = parcel;
  }
  return lost;
}

// The parcels in whose place another was sent later, one for each.
std::set<const Shipment*> replaced_among(const std::vector<Shipment>& parcels) {
  std::vector<const Shipment*> in_time;
  for (const auto& parcel : parcels) in_time.push_back(&parcel);
  std::stable_sort(in_time.begin(), in_time.end(), [](const auto* a, const auto* b) { return a->shipped_at < b->shipped_at; });
  std::set<const Shipment*> replaced;
  std::vector<const Shipment*> before;
  for (const auto* parcel : in_time) {
    const auto* earlier = parcel->reshipment ? replaced_by(*parcel, before, replaced) : nullptr;
    if (earlier != nullptr) replaced.insert(earlier);
    before.push_back(parcel);
  }
  return replaced;
}

// As what was forgotten is named since.
void forget_name(ports::Transaction& transaction, ports::Parcel& parcel) {
  if (parcel.tracking_number.empty() || parcel.id != parcel.tracking_number) return;
  parcel.id = domain::forgotten_name(transaction.link_signing_key(), parcel.tracking_number);
}

}  // namespace

void record_parcels(Services& services, ports::Transaction& transaction, Order& order,
                    const std::vector<ports::Parcel>& parcels) {
  const auto now = services.clock.now();
  const auto known = transaction.orders().shipments(order.id);
  const bool forgotten = is_forgotten(order);
  for (auto parcel : parcels) {
    if (forgotten) forget_name(transaction, parcel);
    const auto* before = find_parcel(known, parcel);
    // The carrier's number would lead to the person again.
    if (forgotten) parcel.tracking_number = parcel.tracking_url = "";
    const bool is_new = transaction.orders().save_shipment(shipment_of(order, parcel, before, now));
    const bool is_traceable_now = before && before->tracking_number.empty() && !parcel.tracking_number.empty();
    if (!is_new && !is_traceable_now) continue;
    order.tracking_number = parcel.tracking_number;
    if (!order.shipped_at || parcel.shipped_at < *order.shipped_at) order.shipped_at = parcel.shipped_at;
    transaction.orders().update(order);
    if (is_new) owe_mail(services, transaction, order, domain::MailKind::kShipped, parcel.id);
  }
}

domain::FulfillmentFacts facts_of(const std::vector<Shipment>& parcels) {
  const auto made_up_for = replaced_among(parcels);
  domain::FulfillmentFacts facts;
  for (const auto& parcel : parcels) {
    const bool replaced = made_up_for.contains(&parcel);
    if (parcel.returned_at) {
      if (!replaced) ++facts.came_back;
    } else if (parcel.delivered_at || !replaced) {
      ++facts.parcels;
      if (parcel.delivered_at) ++facts.arrived;
    }
  }
  return facts;
}

}  // namespace app
